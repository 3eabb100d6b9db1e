"""Setting up a server: its address and token are tried before they are accepted."""

from collections.abc import Mapping
from typing import Any, Final, override

import probatio
from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_TOKEN
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType

from .client import (
    WallflowerAuthenticationError,
    WallflowerClient,
    WallflowerError,
    WallflowerResponseError,
    WallflowerVersionError,
)
from .const import DEFAULT_PORT, DOMAIN
from .wire import ErrorCode, ServerInfo

PASSWORD: Final = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
ADDRESS: Final = {
    probatio.Required(CONF_HOST): TextSelector(),
    probatio.Required(CONF_PORT, default=DEFAULT_PORT): cv.port,
}
USER_SCHEMA: Final = probatio.Schema({**ADDRESS, probatio.Required(probatio.Secret(CONF_TOKEN)): PASSWORD})
REAUTH_SCHEMA: Final = probatio.Schema({probatio.Required(probatio.Secret(CONF_TOKEN)): PASSWORD})
RECONFIGURE_SCHEMA: Final = probatio.Schema({**ADDRESS, probatio.Optional(probatio.Secret(CONF_TOKEN)): PASSWORD})


def _error_key(error: WallflowerError) -> str:
    match error:
        case WallflowerAuthenticationError():
            return "invalid_auth"
        case WallflowerVersionError():
            return "unsupported_version"
        case WallflowerResponseError() if error.problem.code is ErrorCode.UNKNOWN:
            return "wrong_server"
    return "cannot_connect"


class WallflowerConfigFlow(ConfigFlow, domain=DOMAIN):
    """Set up a server, renew its token, or follow it to another address."""

    VERSION = 1
    MINOR_VERSION = 1

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for address and token."""
        errors: dict[str, str] = {}
        if user_input is not None:
            answer = await self._try(user_input)
            if isinstance(answer, ServerInfo):
                await self.async_set_unique_id(answer.server_id)
                self._abort_if_unique_id_configured(updates=user_input)
                return self.async_create_entry(title=answer.name, data=user_input)
            errors["base"] = answer
        return self.async_show_form(
            step_id="user", data_schema=self.add_suggested_values_to_schema(USER_SCHEMA, user_input), errors=errors
        )

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Begin because the server refused the token."""
        return await self.async_step_reauth_confirm()

    async def async_step_reauth_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the new token."""
        entry, errors = self._get_reauth_entry(), dict[str, str]()
        if user_input is not None:
            answer = await self._try({**entry.data, **user_input}, entry.unique_id)
            if isinstance(answer, ServerInfo):
                return self.async_update_reload_and_abort(entry, data_updates=user_input)
            errors["base"] = answer
        return self.async_show_form(step_id="reauth_confirm", data_schema=REAUTH_SCHEMA, errors=errors)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the new address; the token stays when none is given."""
        entry, errors = self._get_reconfigure_entry(), dict[str, str]()
        if user_input is not None:
            answer = await self._try({**entry.data, **user_input}, entry.unique_id)
            if isinstance(answer, ServerInfo):
                return self.async_update_reload_and_abort(entry, data_updates=user_input)
            errors["base"] = answer
        shown = user_input or {key: entry.data[key] for key in (CONF_HOST, CONF_PORT)}
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=self.add_suggested_values_to_schema(RECONFIGURE_SCHEMA, shown),
            errors=errors,
        )

    async def _try(self, data: Mapping[str, Any], server_id: str | None = None) -> ServerInfo | str:
        """Return who answers there and accepts the token, or the key of the error; `server_id` is who is expected."""
        try:
            client = WallflowerClient(
                async_get_clientsession(self.hass), data[CONF_HOST], data[CONF_PORT], data[CONF_TOKEN]
            )
            info = await client.info()
            await client.cameras()
        except WallflowerError as error:
            return _error_key(error)
        return info if server_id in (None, info.server_id) else "wrong_server"
