"""Setting up a server: its address and token are tried before they are accepted.

An add-on tells both through the Supervisor, which is trusted. A server on the network tells its address only, and
whoever announces the right name would be sent the token: an entry follows it only while it has lost its server.
"""

from collections.abc import Mapping
from typing import Any, Final, override

import probatio
from homeassistant.config_entries import (
    SOURCE_HASSIO,
    SOURCE_IGNORE,
    SOURCE_REAUTH,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_TOKEN
from homeassistant.core import callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.hassio import is_hassio
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .addon import SERVER_ID, TOLD_SCHEMA
from .addon_flow import CONF_ADDON, CONNECTION, AddOnFlow
from .client import WallflowerClient
from .const import DEFAULT_PORT, DOMAIN
from .coordinator import WallflowerConfigEntry
from .errors import (
    WallflowerAuthenticationError,
    WallflowerError,
    WallflowerResponseError,
    WallflowerVersionError,
)
from .options_flow import WallflowerOptionsFlow
from .wire import ErrorCode, ServerInfo

PASSWORD: Final = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
ADDRESS: Final = {
    probatio.Required(CONF_HOST): TextSelector(),
    probatio.Required(CONF_PORT, default=DEFAULT_PORT): cv.port,
}
USER_SCHEMA: Final = probatio.Schema({**ADDRESS, probatio.Required(probatio.Secret(CONF_TOKEN)): PASSWORD})
TOKEN_SCHEMA: Final = probatio.Schema({probatio.Required(probatio.Secret(CONF_TOKEN)): PASSWORD})
RELOADABLE: Final = (ConfigEntryState.LOADED, ConfigEntryState.SETUP_ERROR, ConfigEntryState.SETUP_RETRY)
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


def _is_add_on(entry: WallflowerConfigEntry) -> bool:
    return entry.source == SOURCE_HASSIO or CONF_ADDON in entry.data


def _is_connected(entry: WallflowerConfigEntry) -> bool:
    return entry.state is ConfigEntryState.LOADED and entry.runtime_data.last_update_success


class WallflowerConfigFlow(AddOnFlow, domain=DOMAIN):
    """Set up a server, renew its token, or follow it to another address."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Begin without a server."""
        super().__init__()
        self._found: dict[str, Any] = {}
        self._name = ""

    @override
    @staticmethod
    @callback
    def async_get_options_flow(config_entry: WallflowerConfigEntry) -> WallflowerOptionsFlow:
        """Return the flow behind *Configure*."""
        return WallflowerOptionsFlow()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask where the server is, if this machine can have it as an add-on."""
        if is_hassio(self.hass):
            return self.async_show_menu(step_id="user", menu_options=["addon", "manual"])
        return await self.async_step_manual()

    async def async_step_manual(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for address and token."""
        errors: dict[str, str] = {}
        if user_input is not None:
            answer = await self._try(user_input)
            if isinstance(answer, ServerInfo):
                await self.async_set_unique_id(answer.server_id, raise_on_progress=False)
                self._abort_if_unique_id_configured(updates=user_input)
                return self.async_create_entry(title=answer.name, data=user_input)
            errors["base"] = answer
        return self.async_show_form(
            step_id="manual", data_schema=self.add_suggested_values_to_schema(USER_SCHEMA, user_input), errors=errors
        )

    @override
    async def async_step_hassio(self, discovery_info: HassioServiceInfo) -> ConfigFlowResult:
        """Begin because the add-on told the Supervisor its address and token."""
        try:
            told = TOLD_SCHEMA(discovery_info.config)
        except probatio.Invalid:
            return self.async_abort(reason="invalid_discovery_info")
        self._found = {key: told[key] for key in CONNECTION}
        if (entry := await self.async_set_unique_id(told[SERVER_ID])) is not None:
            self._follow(entry)
            return self.async_abort(reason="already_configured")
        answer = await self._try(self._found, told[SERVER_ID])
        if not isinstance(answer, ServerInfo):
            return self.async_abort(reason=answer)
        self._name_flow(answer.name)
        return await self.async_step_hassio_confirm()

    async def async_step_hassio_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether the add-on's server is to be set up."""
        if user_input is not None:
            return self.async_create_entry(title=self._name, data=self._found)
        self._set_confirm_only()
        return self.async_show_form(step_id="hassio_confirm", description_placeholders={"name": self._name})

    @override
    async def async_step_zeroconf(self, discovery_info: ZeroconfServiceInfo) -> ConfigFlowResult:
        """Begin because a server announces itself on the network."""
        server_id = discovery_info.properties.get(SERVER_ID)
        if not server_id or discovery_info.port is None:
            return self.async_abort(reason="invalid_discovery_info")
        self._found = {CONF_HOST: discovery_info.host, CONF_PORT: discovery_info.port}
        entry = await self.async_set_unique_id(server_id)
        if entry is not None and (_is_add_on(entry) or _is_connected(entry)):
            return self.async_abort(reason="already_configured")
        self._abort_if_unique_id_configured(updates=self._found)
        self._name_flow(discovery_info.name.partition(f".{discovery_info.type}")[0])
        return await self.async_step_zeroconf_confirm()

    async def async_step_zeroconf_confirm(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the token of the server that was found."""
        errors: dict[str, str] = {}
        if user_input is not None:
            data = {**self._found, **user_input}
            answer = await self._try(data, self.unique_id)
            if isinstance(answer, ServerInfo):
                return self.async_create_entry(title=answer.name, data=data)
            errors["base"] = answer
        return self.async_show_form(
            step_id="zeroconf_confirm",
            data_schema=TOKEN_SCHEMA,
            errors=errors,
            description_placeholders={"name": self._name, "host": self._found[CONF_HOST]},
        )

    def _name_flow(self, name: str) -> None:
        self._name = name
        self.context["title_placeholders"] = {"name": name}

    def _follow(self, entry: WallflowerConfigEntry) -> None:
        """Give an entry what its add-on tells now; a question for the token has its answer then."""
        if entry.source == SOURCE_IGNORE:
            return
        changed = self.hass.config_entries.async_update_entry(entry, data={**entry.data, **self._found})
        if not changed and entry.state is not ConfigEntryState.SETUP_RETRY:
            return
        for flow in tuple(entry.async_get_active_flows(self.hass, {SOURCE_REAUTH})):
            self.hass.config_entries.flow.async_abort(flow["flow_id"])
        if entry.state in RELOADABLE:
            self.hass.config_entries.async_schedule_reload(entry.entry_id)

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
        return self.async_show_form(step_id="reauth_confirm", data_schema=TOKEN_SCHEMA, errors=errors)

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

    @override
    async def _try(self, data: Mapping[str, Any], server_id: str | None = None) -> ServerInfo | str:
        try:
            client = WallflowerClient(
                async_get_clientsession(self.hass), data[CONF_HOST], data[CONF_PORT], data[CONF_TOKEN]
            )
            info = await client.info()
            await client.cameras()
        except WallflowerError as error:
            return _error_key(error)
        return info if server_id in (None, info.server_id) else "wrong_server"
