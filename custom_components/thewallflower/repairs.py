"""Putting right what can be put right from here; what is about the disk and about faces has modules of its own."""

from typing import Any, Final

import probatio
from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
    TextSelectorType,
)

from .const import DOMAIN
from .coordinator import WallflowerConfigEntry
from .errors import WallflowerError, error_key
from .issues import DISK_FULL, FACE_MODEL, LOGIN_FAILED, MOUNT_WRONG
from .repairs_faces import FacesFlow
from .repairs_storage import DiskFlow, MountFlow
from .wire_models import ModelState, SpeechModel

URL: Final = "url"
MODEL: Final = "model"
BYTES_PER_MB: Final = 1_000_000
ADDRESS_SCHEMA: Final = probatio.Schema(
    {probatio.Required(URL): TextSelector(TextSelectorConfig(type=TextSelectorType.URL))}
)


class LoginFlow(RepairsFlow):
    """Ask for the address with the right login of a camera that refuses the one it has."""

    def __init__(self, entry: WallflowerConfigEntry, camera_id: str) -> None:
        """Remember which camera it is about."""
        self._entry = entry
        self._camera_id = camera_id

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Begin with the address."""
        del user_input
        return await self.async_step_address()

    async def async_step_address(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask for the address, shown without its login, and give it to the server."""
        coordinator, errors = self._entry.runtime_data, dict[str, str]()
        camera = coordinator.data.cameras.get(self._camera_id)
        if camera is None:
            return self.async_abort(reason="camera_gone")
        if user_input is not None:
            try:
                await coordinator.client.change_camera(camera.id, url=user_input[URL])
            except WallflowerError as error:
                errors["base"] = error_key(error)
            else:
                return self.async_create_entry(data={})
        return self.async_show_form(
            step_id="address",
            data_schema=self.add_suggested_values_to_schema(ADDRESS_SCHEMA, user_input or {URL: camera.url}),
            errors=errors,
            description_placeholders={"camera": camera.name},
        )


class ModelFlow(RepairsFlow):
    """Ask which speech model to download."""

    def __init__(self, entry: WallflowerConfigEntry) -> None:
        """Remember which server it is about."""
        self._entry = entry

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Begin with the choice."""
        del user_input
        return await self.async_step_model()

    async def async_step_model(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Offer the models that can be installed, and order the one that is chosen."""
        client, errors = self._entry.runtime_data.client, dict[str, str]()
        try:
            if user_input is not None:
                await client.install_model(user_input[MODEL])
                return self.async_create_entry(data={})
            models = [model for model in await client.models() if model.state is ModelState.AVAILABLE]
        except WallflowerError as error:
            return self.async_abort(reason=error_key(error))
        if not models:
            return self.async_abort(reason="no_models")
        choice = SelectSelector(SelectSelectorConfig(options=[_option(model) for model in models]))
        return self.async_show_form(
            step_id="model", data_schema=probatio.Schema({probatio.Required(MODEL): choice}), errors=errors
        )


def _option(model: SpeechModel) -> SelectOptionDict:
    megabytes = round(model.size_bytes / BYTES_PER_MB)
    return SelectOptionDict(value=model.name, label=f"{model.title} ({megabytes} MB)")


class GoneFlow(RepairsFlow):
    """Says that the server of an issue is not connected any more."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """End at once."""
        del user_input
        return self.async_abort(reason="server_gone")


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the flow for a fixable issue; both the entry and the server may have gone since it was raised."""
    told = data or {}
    entries: list[WallflowerConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    entry = next((each for each in entries if each.entry_id == told.get("entry_id")), None)
    if entry is None:
        return GoneFlow()
    match told.get("key"):
        case key if key == LOGIN_FAILED:
            return LoginFlow(entry, str(told.get("camera_id")))
        case key if key == DISK_FULL:
            return DiskFlow(entry)
        case key if key == MOUNT_WRONG:
            return MountFlow(entry)
        case key if key == FACE_MODEL:
            return FacesFlow(entry)
    return ModelFlow(entry)
