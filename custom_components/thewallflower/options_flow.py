"""What shows in Home Assistant, which reloads the entry; which other cameras a server records; its keyword rules."""

from typing import Any, Final

import probatio
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlowWithReload
from homeassistant.const import CONF_NAME, Platform
from homeassistant.data_entry_flow import section
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
    TextSelectorConfig,
)

from .const import DOMAIN
from .entity import translated
from .errors import WallflowerError
from .options import DAYS, ENTITIES, MEDIA, NARRATION, PEOPLE, SHOW_TEXT, TRANSCRIPTS, TTS_ENTITY
from .recorded import async_record, is_recorded
from .targets import invalid
from .wire_alerts import Rule

CAMERA: Final = "camera"
ARMED: Final = "armed"
PHRASES: Final = "phrases"
LONGEST_DAYS: Final = 3650
_DAYS: Final = NumberSelector(
    NumberSelectorConfig(min=1, max=LONGEST_DAYS, step=1, mode=NumberSelectorMode.BOX, unit_of_measurement="d")
)
_SPEAKER: Final = EntitySelector(EntitySelectorConfig(domain=Platform.TTS))
SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(TRANSCRIPTS): section(
            probatio.Schema({probatio.Required(SHOW_TEXT, default=True): BooleanSelector()})
        ),
        probatio.Required(PEOPLE): section(
            probatio.Schema({probatio.Required(ENTITIES, default=True): BooleanSelector()})
        ),
        probatio.Required(MEDIA): section(probatio.Schema({probatio.Optional(DAYS): _DAYS})),
        probatio.Required(NARRATION): section(probatio.Schema({probatio.Optional(TTS_ENTITY): _SPEAKER})),
    }
)
RECORD_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(CAMERA): EntitySelector(EntitySelectorConfig(domain=CAMERA_DOMAIN)),
        probatio.Optional(CONF_NAME): TextSelector(),
    }
)


class WallflowerOptionsFlow(OptionsFlowWithReload):
    """Ask what is to be shown, which camera is to be recorded, or what is to be listened for."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Offer them."""
        return self.async_show_menu(step_id="init", menu_options=["show", "record_camera", "rules"])

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

    async def async_step_rules(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which rules are armed, and for the words of another one; what is shown stays as it is."""
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_connected")
        try:
            rules = await self.config_entry.runtime_data.client.rules()
        except WallflowerError:
            return self.async_abort(reason="not_connected")
        errors, told = dict[str, str](), dict[str, str]()
        if user_input is not None:
            try:
                await self._listen(rules, user_input)
            except WallflowerError as error:
                refusal = translated(error)
                errors["base"] = refusal.translation_key or "cannot_connect"
                told = refusal.translation_placeholders or {}
            else:
                return self.async_create_entry(data=dict(self.config_entry.options))
        shown = user_input or {ARMED: [rule.id for rule in rules if rule.armed]}
        return self.async_show_form(
            step_id="rules",
            data_schema=self.add_suggested_values_to_schema(_rules_schema(rules), shown),
            errors=errors,
            description_placeholders=told,
        )

    async def _listen(self, rules: tuple[Rule, ...], wanted: dict[str, Any]) -> None:
        client = self.config_entry.runtime_data.client
        if phrases := wanted.get(PHRASES):
            await client.add_keyword_rule(wanted.get(CONF_NAME) or phrases[0], phrases)
        for armed in (True, False):
            changed = [rule.id for rule in rules if rule.armed is not armed and (rule.id in wanted[ARMED]) is armed]
            if changed:
                await client.arm(changed, armed=armed)

    async def _record(self, entity_id: str, name: str | None) -> None:
        if is_recorded(self.config_entry, entity_id):
            raise invalid("already_recorded", entity_id=entity_id)
        try:
            await async_record(self.hass, self.config_entry, entity_id, name)
        except WallflowerError as error:
            raise translated(error) from error


def _rules_schema(rules: tuple[Rule, ...]) -> probatio.Schema:
    options = [SelectOptionDict(value=rule.id, label=rule.name) for rule in rules]
    return probatio.Schema(
        {
            probatio.Optional(ARMED, default=list): SelectSelector(
                SelectSelectorConfig(options=options, multiple=True)
            ),
            probatio.Optional(PHRASES): TextSelector(TextSelectorConfig(multiple=True)),
            probatio.Optional(CONF_NAME): TextSelector(),
        }
    )
