"""The steps that set up the add-on of this machine: it is installed if need be, started, and asked who it is."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final

import probatio
from aiohasupervisor import SupervisorError
from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_TOKEN

from .addon import REPOSITORY, SERVER_ID, TOLD_SCHEMA, AddOn
from .wire import ServerInfo

CONF_ADDON: Final = "addon"
"""Key of an entry's data: set for one that was made by these steps."""
CONNECTION: Final = (CONF_HOST, CONF_PORT, CONF_TOKEN)
PATIENCE_S = 180.0
POLL_S = 2.0


class AddOnFlow(ConfigFlow):
    """Set up the add-on; which of the steps are needed depends on what the Supervisor has."""

    def __init__(self) -> None:
        """Begin without an add-on."""
        self._task: asyncio.Task[Any] | None = None
        self._slug = ""
        self._told: Mapping[str, Any] = {}
        self._info: ServerInfo | None = None
        self._fault = ("", "")
        """Why the add-on cannot be set up: the reason's key and the Supervisor's own words."""

    @abstractmethod
    async def _try(self, data: Mapping[str, Any], server_id: str | None = None) -> ServerInfo | str:
        """Return who answers there and accepts the token, or the key of the error; `server_id` is who is expected."""

    async def async_step_addon(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Look whether the add-on is installed."""
        try:
            slug = await AddOn(self.hass).async_find()
        except SupervisorError as error:
            return self._fail("addon_info_failed", error)
        if slug is None:
            return await self.async_step_addon_install()
        self._slug = slug
        return await self.async_step_addon_start()

    async def async_step_addon_install(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether the add-on is to be installed, and from where."""
        if user_input is not None:
            return await self.async_step_addon_installing()
        return self.async_show_form(
            step_id="addon_install", description_placeholders={"repository": REPOSITORY.removeprefix("https://")}
        )

    async def async_step_addon_installing(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Install the add-on, which is downloaded."""
        task = self._begin(AddOn(self.hass).async_install)
        if not task.done():
            return self.async_show_progress(
                step_id="addon_installing", progress_action="addon_installing", progress_task=task
            )
        self._task = None
        try:
            self._slug = await task
        except SupervisorError as error:
            self._fault = ("addon_install_failed", str(error))
            return self.async_show_progress_done(next_step_id="addon_failed")
        return self.async_show_progress_done(next_step_id="addon_start")

    async def async_step_addon_start(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Start the add-on and wait until it answers."""
        task = self._begin(self._answer)
        if not task.done():
            return self.async_show_progress(step_id="addon_start", progress_action="addon_start", progress_task=task)
        self._task = None
        try:
            answer = await task
        except SupervisorError as error:
            self._fault = ("addon_start_failed", str(error))
            return self.async_show_progress_done(next_step_id="addon_failed")
        if isinstance(answer, ServerInfo):
            self._info = answer
            return self.async_show_progress_done(next_step_id="addon_done")
        self._fault = (answer, "")
        return self.async_show_progress_done(next_step_id="addon_failed")

    async def async_step_addon_failed(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say why it cannot be set up."""
        reason, words = self._fault
        return self.async_abort(reason=reason, description_placeholders={"error": words})

    async def async_step_addon_done(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Add the server, or give the entry that it has what the add-on tells now."""
        assert self._info is not None  # noqa: S101 - the step before leads here with an answer only
        await self.async_set_unique_id(self._info.server_id, raise_on_progress=False)
        self._abort_if_unique_id_configured(updates=dict(self._told))
        return self.async_create_entry(title=self._info.name, data={**self._told, CONF_ADDON: True})

    async def _answer(self) -> ServerInfo | str:
        """Start the add-on and return who answers, or the key of what is wrong for as long as anybody waits.

        What it told before it was stopped may not hold any more, so that its answer alone counts.
        """
        addon, loop = AddOn(self.hass), asyncio.get_running_loop()
        await addon.async_start(self._slug)
        late, wrong = loop.time() + PATIENCE_S, "addon_silent"
        while True:
            answer = await self._ask(await addon.async_told(self._slug))
            if isinstance(answer, ServerInfo) or answer == "unsupported_version":
                return answer
            wrong = answer or wrong
            if loop.time() >= late:
                return wrong
            await asyncio.sleep(POLL_S)

    async def _ask(self, config: Mapping[str, Any] | None) -> ServerInfo | str | None:
        try:
            told = TOLD_SCHEMA(config)
        except probatio.Invalid:
            return None
        self._told = {key: told[key] for key in CONNECTION}
        return await self._try(self._told, told[SERVER_ID])

    def _begin[T](self, work: Callable[[], Coroutine[Any, Any, T]]) -> asyncio.Task[T]:
        """Return the task that does the work; a step is called again while it lasts, and once it is over."""
        if self._task is None:
            self._task = self.hass.async_create_task(work(), eager_start=False)
        return self._task

    def _fail(self, reason: str, error: SupervisorError) -> ConfigFlowResult:
        return self.async_abort(reason=reason, description_placeholders={"error": str(error)})
