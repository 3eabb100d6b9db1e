"""What everybody is told after people changed: the event socket, the analysis process, the rules."""

import asyncio
import contextlib
import logging
from collections.abc import Iterable

from wallflower import clock
from wallflower.api.services import Services
from wallflower.errors import NotFoundError, WallflowerError
from wallflower.store.edits import Edits
from wallflower.wire import EventType, Phase, VisitChange

KEPT_DAYS = 30
DAY_MS = 86_400_000
EXPIRE_EVERY_S = 3600.0

_LOGGER = logging.getLogger(__name__)


async def tell_people(
    services: Services,
    *,
    added: Iterable[str] = (),
    changed: Iterable[str] = (),
    removed: Iterable[str] = (),
    visits: Iterable[int] = (),
    learned: bool = False,
) -> None:
    """Publish what became of people and visits, and let recognition read people anew.

    Where it may have `learned` somebody, past visits of nobody known are compared with everybody again, by a job.
    Whoever is gone by now is left out: what took them away tells so itself.
    """
    for person_id in removed:
        services.bus.publish(EventType.PERSON_REMOVED, {"id": person_id})
    for kind, person_ids in ((EventType.PERSON_ADDED, added), (EventType.PERSON_UPDATED, changed)):
        for person_id in person_ids:
            try:
                person = await asyncio.to_thread(services.people.get, person_id)
            except NotFoundError:
                continue
            services.bus.publish(kind, person.to_json())
    for visit_id in visits:
        try:
            visit = await asyncio.to_thread(services.visits.get, visit_id)
        except NotFoundError:
            continue
        phase = Phase.UPDATED if visit.end_ms is None else Phase.ENDED
        services.bus.publish(EventType.VISIT, VisitChange(phase=phase, visit=visit).to_json())
    await _reload(services)
    if learned:
        with contextlib.suppress(WallflowerError):  # comparing again can also be asked for
            await services.library.rematch()


async def expire_edits(edits: Edits) -> None:
    """Delete what is too old to be undone, now and every hour."""
    while True:
        try:
            await asyncio.to_thread(edits.expire, clock.now_ms() - KEPT_DAYS * DAY_MS)
        except WallflowerError as error:
            _LOGGER.warning("old changes of people are deleted later: %s", error.message)
        await asyncio.sleep(EXPIRE_EVERY_S)


async def _reload(services: Services) -> None:
    """Tell the analysis process to read people anew; it does so at its start, too, so its silence loses nothing."""
    try:
        await services.analysis.call("reload_people", {}, timeout_s=2.0)
    except WallflowerError:
        _LOGGER.warning("the analysis process did not take a change of the people")
