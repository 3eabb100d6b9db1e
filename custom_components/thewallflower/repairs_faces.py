"""Putting right that faces cannot be recognised: another engine, or a pack for one, whose terms are accepted first."""

from typing import Any, Final

import probatio
from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
)

from .coordinator import WallflowerConfigEntry
from .errors import WallflowerError, error_key
from .wire_faces import FacePack, FaceStatus
from .wire_models import ModelState

PACK: Final = "pack"
ACCEPTED: Final = "accepted"
NAME: Final = "name"
CHOSEN_BY: Final = "Home Assistant"
BUNDLED: Final = "dlib"
"""The engine that needs no pack."""
BYTES_PER_MB: Final = 1_000_000
OFFERED: Final = (ModelState.AVAILABLE, ModelState.INSTALLED)
TERMS_SCHEMA: Final = probatio.Schema(
    {probatio.Required(ACCEPTED, default=False): BooleanSelector(), probatio.Required(NAME): TextSelector()}
)


class FacesFlow(RepairsFlow):
    """Ask which face engine is to work; a pack that is not here yet is downloaded."""

    def __init__(self, entry: WallflowerConfigEntry) -> None:
        """Remember which server it is about."""
        self._client = entry.runtime_data.client
        self._packs: dict[str, FacePack] = {}
        self._chosen: FacePack | None = None

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Begin with the choice."""
        del user_input
        return await self.async_step_pack()

    async def async_step_pack(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Offer what could work, and take what is chosen."""
        errors = dict[str, str]()
        if user_input is not None:
            try:
                return await self._take(user_input[PACK])
            except WallflowerError as error:
                errors["base"] = error_key(error)
        try:
            status, packs = await self._client.face_status(), await self._client.face_packs()
        except WallflowerError as error:
            return self.async_abort(reason=error_key(error))
        self._packs = {f"{pack.engine}/{pack.name}": pack for pack in packs if pack.state in OFFERED}
        options = [*_bundled(status), *(_option(key, pack) for key, pack in self._packs.items())]
        if not options:
            return self.async_abort(reason="no_packs")
        choice = SelectSelector(SelectSelectorConfig(options=options))
        return self.async_show_form(
            step_id="pack",
            data_schema=probatio.Schema({probatio.Required(PACK): choice}),
            errors=errors,
            description_placeholders={"reason": status.reason or status.why},
        )

    async def async_step_terms(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Show the terms of the pack, and keep who accepts them."""
        pack, errors = self._chosen, dict[str, str]()
        if pack is None or pack.terms_digest is None:
            return await self.async_step_pack()
        if user_input is not None and not user_input[ACCEPTED]:
            errors[ACCEPTED] = "not_accepted"
        elif user_input is not None:
            try:
                await self._client.accept_terms(pack.engine, pack.name, pack.terms_digest, user_input[NAME])
                return await self._use(pack)
            except WallflowerError as error:
                errors["base"] = error_key(error)
        return self.async_show_form(
            step_id="terms",
            data_schema=self.add_suggested_values_to_schema(TERMS_SCHEMA, user_input),
            errors=errors,
            description_placeholders={
                "pack": pack.title,
                "terms": pack.terms or "",
                "licence": pack.licence_url or pack.licence or "",
            },
        )

    async def _take(self, key: str) -> RepairsFlowResult:
        pack = self._packs.get(key)
        if pack is None:
            await self._client.choose_face_engine(BUNDLED, None, CHOSEN_BY)
            return self.async_create_entry(data={})
        if pack.terms is not None and pack.accepted_ms is None:
            self._chosen = pack
            return await self.async_step_terms()
        return await self._use(pack)

    async def _use(self, pack: FacePack) -> RepairsFlowResult:
        """Have the pack downloaded, or let the engine work with it if it is here."""
        if pack.state is ModelState.INSTALLED:
            await self._client.choose_face_engine(pack.engine, pack.name, CHOSEN_BY)
        else:
            await self._client.install_pack(pack.engine, pack.name)
        return self.async_create_entry(data={})


def _bundled(status: FaceStatus) -> list[SelectOptionDict]:
    return [] if status.engine == BUNDLED else [SelectOptionDict(value=BUNDLED, label=BUNDLED)]


def _option(key: str, pack: FacePack) -> SelectOptionDict:
    size = "" if pack.state is ModelState.INSTALLED else f" ({round(pack.size_bytes / BYTES_PER_MB)} MB)"
    return SelectOptionDict(value=key, label=f"{pack.title}{size}")
