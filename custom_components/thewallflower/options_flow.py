"""What of a server shows in Home Assistant, which reloads the entry, and which cameras it records besides its own."""

from typing import Any, Final

import probatio
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.const import CONF_NAME
from homeassistant.data_entry_flow import section
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
)

from .const import DOMAIN
from .entity import translated
from .errors import WallflowerError
from .options import DAYS, ENTITIES, MEDIA, PEOPLE, SHOW_TEXT, TRANSCRIPTS
from .recorded import async_record, is_recorded
from .targets import invalid

CAMERA: Final = "camera"
LONGEST_DAYS: Final = 3650
_DAYS: Final = NumberSelector(
    NumberSelectorConfig(min=1, max=LONGEST_DAYS, step=1, mode=NumberSelectorMode.BOX, unit_of_measurement="d")
)
SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(TRANSCRIPTS): section(
            probatio.Schema({probatio.Required(SHOW_TEXT, default=True): BooleanSelector()})
        ),
        probatio.Required(PEOPLE): section(
            probatio.Schema({probatio.Required(ENTITIES, default=True): BooleanSelector()})
        ),
        probatio.Required(MEDIA): section(probatio.Schema({probatio.Optional(DAYS): _DAYS})),
    }
)
RECORD_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CAMERA): EntitySelector(EntitySelectorConfig(domain=CAMERA_DOMAIN)),
        probatio.Optional(CONF_NAME): TextSelector(),
    }
)


class WallflowerOptionsFlow(OptionsFlowWithReload):
    """Ask what is to be shown, or which camera is to be recorded."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Offer both."""
        return self.async_show_menu(step_id="init", menu_options=["show", "record_camera"])

    async def async_step_show(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the form with what holds now."""
        if user_input is not None:
            return self.async_create_entry(data=user_input)
        return self.async_show_form(
            step_id="show",
            data_schema=self.add_suggested_values_to_schema(SCHEMA, self.config_entry.options),
        )

    async def async_step_record_camera(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for a camera entity and hand its stream to the server; what is shown stays as it is."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_connected")
        errors, told = dict[str, str](), dict[str, str]()
        if user_input is not None:
            try:
                await self._record(user_input[CAMERA], user_input.get(CONF_NAME))
            except HomeAssistantError as error:
                own = error.translation_domain == DOMAIN
                errors["base"] = (error.translation_key if own else None) or "no_stream"
                told = error.translation_placeholders or {}
            else:
                return self.async_create_entry(data=dict(self.config_entry.options))
        return self.async_show_form(
            step_id="record_camera",
            data_schema=self.add_suggested_values_to_schema(RECORD_SCHEMA, user_input),
            errors=errors,
            description_placeholders=told,
        )

    async def _record(self, entity_id: str, name: str | None) -> None:
        if is_recorded(self.config_entry, entity_id):
            raise invalid("already_recorded", entity_id=entity_id)
        try:
            await async_record(self.hass, self.config_entry, entity_id, name)
        except WallflowerError as error:
            raise translated(error) from error
