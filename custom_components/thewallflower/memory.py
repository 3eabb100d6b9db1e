"""What the household remembers, as far as an assistant may know it: cameras and people that are exposed to it.

A person who is not exposed has been somebody; a camera that is not exposed, or that whoever asks may not see, has seen
and heard nothing.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from homeassistant.auth.models import User
from homeassistant.components.binary_sensor import DOMAIN as BINARY_SENSOR_DOMAIN
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.components.homeassistant import async_should_expose
from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .const import DOMAIN
from .coordinator import WallflowerConfigEntry
from .devices import Identifier, camera_identifier, person_identifier
from .media_ids import ClipId, ExportId, MediaId, format_media_id
from .views import may_view
from .wire import Camera, Line, Person, Verdict, Visit

MOST_CAMERAS = 100
EXPORTS_LOOKED_AT = 100


class UnknownNameError(LookupError):
    """There is no camera or person of this name that the assistant may know of."""

    def __init__(self, name: str) -> None:
        """Keep the name for the answer."""
        super().__init__("unknown name")
        self.name = name


@dataclass(frozen=True, slots=True)
class Place:
    """A camera, and whose it is."""

    entry: WallflowerConfigEntry
    camera: Camera


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, and whose it is."""

    entry: WallflowerConfigEntry
    person: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Somebody's stay before a camera; `name` None is somebody unknown, or nobody the assistant may know."""

    at_ms: int
    until_ms: int | None
    camera: str
    name: str | None
    verdict: Verdict
    clip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said; `name` is who spoke, if the assistant may know them."""

    at_ms: int
    camera: str
    name: str | None
    text: str = field(repr=False)
    clip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A clip that was made."""

    start_ms: int
    end_ms: int
    cameras: tuple[str, ...]
    note: str
    clip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Where, about whom and when; None is anywhere, anybody, ever."""

    camera: str | None = None
    person: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    limit: int = 20

    def times(self) -> dict[str, int]:
        """Return the range as the server takes it."""
        given = {"start": self.start_ms, "end": self.end_ms}
        return {key: value for key, value in given.items() if value is not None}


@callback
def exposed_places(hass: HomeAssistant, assistant: str, entries: Iterable[WallflowerConfigEntry]) -> list[Place]:
    """Return the cameras that an assistant may know."""
    return [
        Place(entry, camera)
        for entry in entries
        for camera in entry.runtime_data.data.cameras.values()
        if _is_exposed(
            hass, assistant, CAMERA_DOMAIN, camera_identifier(entry.runtime_data.server_id, camera.id), "camera"
        )
    ]


@callback
def exposed_people(hass: HomeAssistant, assistant: str, entries: Iterable[WallflowerConfigEntry]) -> list[Somebody]:
    """Return the people that an assistant may know."""
    return [
        Somebody(entry, person)
        for entry in entries
        for person in entry.runtime_data.data.people.values()
        if _is_exposed(
            hass,
            assistant,
            BINARY_SENSOR_DOMAIN,
            person_identifier(entry.runtime_data.server_id, person.id),
            "detected",
        )
    ]


def _is_exposed(hass: HomeAssistant, assistant: str, platform: str, device: Identifier, key: str) -> bool:
    entity_id = er.async_get(hass).async_get_entity_id(platform, DOMAIN, f"{device[1]}_{key}")
    return entity_id is not None and async_should_expose(hass, assistant, entity_id)


async def async_memory(
    hass: HomeAssistant, assistant: str, context: Context | None, entries: Sequence[WallflowerConfigEntry]
) -> Memory:
    """Return what an assistant may remember on behalf of whoever asks."""
    user_id = None if context is None else context.user_id
    user = None if user_id is None else await hass.auth.async_get_user(user_id)
    is_gone = user_id is not None and user is None
    places = [] if is_gone else exposed_places(hass, assistant, entries)
    visible = [place for place in places if _may_view(hass, user, place)]
    return Memory(visible, exposed_people(hass, assistant, entries))


def _may_view(hass: HomeAssistant, user: User | None, place: Place) -> bool:
    return may_view(hass, user, place.entry.runtime_data, place.camera.id)


class Memory:
    """Answers questions about these cameras and people; errors are the client's and `UnknownNameError`."""

    def __init__(self, places: Sequence[Place], people: Sequence[Somebody]) -> None:
        """Know these."""
        self._places, self._people = places, people

    async def seen(self, asked: Question) -> list[Seen]:
        """Return who was seen, the newest first."""
        calls, at = [], []
        for place, people in self._where_and_who(asked):
            for person in people:
                query: dict[str, Any] = {"camera": place.camera.id, "limit": asked.limit, **asked.times()}
                calls.append(
                    place.entry.runtime_data.client.visits(query if person is None else query | {"person": person})
                )
                at.append(place)
        found = [
            self._seen(place, visit)
            for place, visits in zip(at, await asyncio.gather(*calls), strict=True)
            for visit in visits
        ]
        found.sort(key=lambda seen: seen.at_ms, reverse=True)
        return found[: asked.limit]

    async def said(self, text: str, asked: Question) -> list[Said]:
        """Return what was said, the newest first; an empty text is anything."""
        found: list[Said] = []
        chosen = self._where_and_who(asked)
        for entry in dict.fromkeys(place.entry for place, _ in chosen):
            here = {place.camera.id: place for place, _ in chosen if place.entry is entry}
            people = next(people for place, people in chosen if place.entry is entry)
            if not people:
                continue
            wanted: dict[str, Any] = {"text": text, "camera_ids": list(here)[:MOST_CAMERAS], "limit": asked.limit}
            wanted |= asked.times() | {"speakers": [person for person in people if person is not None]}
            page = await entry.runtime_data.client.search(wanted)
            found += [self._said(here[line.camera_id], line) for line in page.lines if line.camera_id in here]
        found.sort(key=lambda said: said.at_ms, reverse=True)
        return found[: asked.limit]

    async def clips(self, asked: Question) -> list[Clip]:
        """Return clips that show nothing but these cameras and lie in the range, the newest made first."""
        chosen = [place for place, _ in self._where_and_who(asked)]
        found: list[Clip] = []
        for entry in dict.fromkeys(place.entry for place in chosen):
            names = {place.camera.id: place.camera.name for place in self._places if place.entry is entry}
            here = {place.camera.id for place in chosen if place.entry is entry}
            page = await entry.runtime_data.client.exports(None, limit=EXPORTS_LOOKED_AT)
            for job in page.jobs:
                order = job.export
                if order is None or job.file is None or not names.keys() >= set(order.camera_ids):
                    continue
                if here.isdisjoint(order.camera_ids) or not _touches(asked, order.start_ms, order.end_ms):
                    continue
                found.append(
                    Clip(
                        start_ms=order.start_ms,
                        end_ms=order.end_ms,
                        cameras=tuple(names[camera_id] for camera_id in order.camera_ids),
                        note=order.note,
                        clip=_address(ExportId(entry.entry_id, job.id)),
                    )
                )
        return found[: asked.limit]

    def _where_and_who(self, asked: Question) -> list[tuple[Place, list[str | None]]]:
        """Return the cameras that are meant, each with the ids of the people that are meant on its server.

        Nobody in particular is [None]; nobody at all is an empty list: the person is known to another server only.
        """
        places = list(self._places)
        if asked.camera is not None:
            places = [place for place in places if _same(asked.camera, place.camera.name, place.camera.id)]
            if not places:
                raise UnknownNameError(asked.camera)
        if asked.person is None:
            return [(place, [None]) for place in places]
        people = [one for one in self._people if _same(asked.person, one.person.name, *one.person.aliases)]
        if not people:
            raise UnknownNameError(asked.person)
        return [(place, [one.person.id for one in people if one.entry is place.entry]) for place in places]

    def _name(self, place: Place, person_id: str | None) -> str | None:
        for one in self._people:
            if one.entry is place.entry and one.person.id == person_id:
                return one.person.name
        return None

    def _seen(self, place: Place, visit: Visit) -> Seen:
        end_ms = visit.start_ms + 1 if visit.end_ms is None else max(visit.end_ms, visit.start_ms + 1)
        return Seen(
            at_ms=visit.start_ms,
            until_ms=visit.end_ms,
            camera=place.camera.name,
            name=self._name(place, visit.person_id) if visit.verdict is Verdict.KNOWN else None,
            verdict=visit.verdict,
            clip=_address(ClipId(place.entry.entry_id, place.camera.id, visit.start_ms, end_ms)),
        )

    def _said(self, place: Place, line: Line) -> Said:
        at_ms = line.instants_ms[0] if line.instants_ms else line.start_ms
        return Said(
            at_ms=at_ms,
            camera=place.camera.name,
            name=self._name(place, line.speaker),
            text=line.text,
            clip=_address(ClipId(place.entry.entry_id, place.camera.id, at_ms, max(line.end_ms, at_ms + 1))),
        )


def _same(wanted: str, *names: str) -> bool:
    return wanted.strip().casefold() in {name.strip().casefold() for name in names}


def _touches(asked: Question, start_ms: int, end_ms: int) -> bool:
    after_start = asked.start_ms is None or end_ms > asked.start_ms
    return after_start and (asked.end_ms is None or start_ms < asked.end_ms)


def _address(media_id: MediaId) -> str:
    return f"media-source://{DOMAIN}/{format_media_id(media_id)}"
