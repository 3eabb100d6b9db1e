"""Calling the integration's actions, and a range of time for those that take one."""

from datetime import UTC, datetime
from typing import Any

from homeassistant.auth.models import User
from homeassistant.core import Context, HomeAssistant

from custom_components.thewallflower.const import DOMAIN

FRONT, GARDEN = "camera.front_door", "camera.garden"
START, END = datetime(2026, 11, 20, 8, 0, tzinfo=UTC), datetime(2026, 11, 20, 8, 5, tzinfo=UTC)
START_MS, END_MS = 1_795_161_600_000, 1_795_161_900_000
RANGE: dict[str, Any] = {"start": START, "end": END}


async def act(hass: HomeAssistant, name: str, user: User | None = None, **data: Any) -> Any:
    """Call an action and return its answer."""
    context = Context(user_id=None if user is None else user.id)
    return await hass.services.async_call(DOMAIN, name, data, blocking=True, return_response=True, context=context)
