"""The add-on of this machine, as its Supervisor has it: found, installed, started, and what it tells of itself."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

import probatio
from aiohasupervisor import SupervisorTimeoutError
from aiohasupervisor.models import AddonState, StoreAddRepository
from homeassistant.components.hassio import get_supervisor_client
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_TOKEN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv

from .const import DOMAIN

REPOSITORY: Final = "https://github.com/thewallflower/thewallflower"
SLUG: Final = f"{hashlib.sha1(REPOSITORY.encode(), usedforsecurity=False).hexdigest()[:8]}_{DOMAIN}"
"""What the Supervisor calls the add-on of our repository: it puts the beginning of the address' hash in front."""
SERVER_ID: Final = "server_id"
TOLD_SCHEMA: Final = probatio.Schema(
    {
        probatio.Required(SERVER_ID): probatio.All(str, probatio.Length(min=1)),
        probatio.Required(CONF_HOST): probatio.All(str, probatio.Length(min=1)),
        probatio.Required(CONF_PORT): cv.port,
        probatio.Required(CONF_TOKEN): probatio.All(str, probatio.Length(min=1)),
    },
    extra=probatio.REMOVE_EXTRA,
)
"""What the add-on tells: which server it is, and how to connect with it; raises `probatio.Invalid` without that."""
_UNDER_WAY: Final = frozenset({AddonState.STARTUP, AddonState.STARTED})


class AddOn:
    """The add-on; every method raises `SupervisorError` when the Supervisor refuses or cannot be asked."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Ask the Supervisor that Home Assistant is connected with."""
        self._supervisor = get_supervisor_client(hass)

    async def async_find(self) -> str | None:
        """Return the slug of the add-on that is installed, ours before one of another repository; None without any."""
        return max(await self._installed(), key=lambda slug: slug == SLUG, default=None)

    async def async_install(self) -> str:
        """Install the add-on of our repository, which the store may not have yet; return its slug."""
        store = self._supervisor.store
        if all(repository.source.lower() != REPOSITORY for repository in await store.repositories_list()):
            await store.add_repository(StoreAddRepository(REPOSITORY))
        await store.install_addon(SLUG)
        return SLUG

    async def async_start(self, slug: str) -> None:
        """Start the add-on unless it runs; one that takes its time goes on starting after this returns."""
        if (await self._installed()).get(slug) in _UNDER_WAY:
            return
        try:
            await self._supervisor.addons.start_addon(slug)
        except SupervisorTimeoutError:
            return

    async def async_told(self, slug: str) -> Mapping[str, Any] | None:
        """Return what the add-on told last, perhaps before it was stopped; None if it never did."""
        found = await self._supervisor.discovery.list()
        return next((each.config for each in found if (each.addon, each.service) == (slug, DOMAIN)), None)

    async def _installed(self) -> Mapping[str, AddonState]:
        found = await self._supervisor.addons.list()
        return {each.slug: each.state for each in found if each.slug.endswith(f"_{DOMAIN}")}
