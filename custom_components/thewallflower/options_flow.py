"""What of a server shows in Home Assistant: one form in sections; a change reloads the entry."""

from typing import Any, Final

import probatio
from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
)

from .options import DAYS, ENTITIES, MEDIA, PEOPLE, SHOW_TEXT, TRANSCRIPTS

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


class WallflowerOptionsFlow(OptionsFlowWithReload):
    """Ask what is to be shown."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show the form with what holds now."""
        if user_input is not None:
            return self.async_create_entry(data=user_input)
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(SCHEMA, self.config_entry.options),
        )
