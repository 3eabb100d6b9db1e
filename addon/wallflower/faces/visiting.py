"""Turns one camera's tracks into visits: one row and one stream of changes per stay."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from wallflower.errors import NotFoundError
from wallflower.faces.engine import MatchProfile
from wallflower.faces.tracker import Track
from wallflower.faces.verdict import Decision
from wallflower.store.visits import Visits, VisitState
from wallflower.wire import Phase, Visit, VisitChange

# A changed verdict is told at once, but not more often than this; a better picture less often still.
VERDICT_EVERY_MS = 1000
PICTURE_EVERY_MS = 3000
BETTER_PICTURE = 0.05
# How much of a visit's end a crash may cost: the row says this often when the face was last seen.
SEEN_EVERY_MS = 5000


@dataclass(slots=True)
class _Open:
    """What was last stored about an open visit."""

    visit: Visit
    quality: float
    stored_ms: int
    seen_ms: int


class VisitBook:
    """The open visits of one camera. Its methods write to the database: call them off the event loop."""

    def __init__(self, camera_id: str, visits: Visits) -> None:
        """Begin without open visits."""
        self._camera_id = camera_id
        self._visits = visits
        self._open: dict[int, _Open] = {}

    @property
    def numbers(self) -> tuple[int, ...]:
        """The tracks that have a visit."""
        return tuple(self._open)

    def settle(self, tracks: Iterable[Track], profile: MatchProfile) -> list[VisitChange]:
        """Open and update visits as the tracks now stand; return what is worth telling."""
        changes = [self._settle(track, track.decide(profile), profile) for track in tracks]
        return [change for change in changes if change is not None]

    def end(self, tracks: Iterable[Track], profile: MatchProfile) -> list[VisitChange]:
        """End the visits of tracks that are gone, at the instant of their last sighting.

        One that cannot be stored now, which raises `StorageError` or `UnavailableError`, is still open: end it again.
        """
        changes: list[VisitChange] = []
        for track in tracks:
            if (opened := self._open.get(track.number)) is None:
                continue
            state, end_ms = self._state(track, track.decide(profile), profile), track.last_ms
            with suppress(NotFoundError):  # the camera and its history were deleted meanwhile
                visit = self._visits.update(opened.visit.id, state, end_ms=max(end_ms, opened.visit.start_ms))
                changes.append(VisitChange(phase=Phase.ENDED, visit=visit))
            del self._open[track.number]
        return changes

    def _settle(self, track: Track, decision: Decision, profile: MatchProfile) -> VisitChange | None:
        state = self._state(track, decision, profile)
        opened = self._open.get(track.number)
        try:
            if opened is None:
                return self._begin(track, state) if decision.is_settled else None
            told = _is_told(opened, state)
            if not told and state.last_seen_ms - opened.seen_ms < SEEN_EVERY_MS:
                return None
            opened.visit = self._visits.update(opened.visit.id, state)
        except NotFoundError:  # the camera and its history were deleted meanwhile
            self._open.pop(track.number, None)
            return None
        opened.seen_ms = state.last_seen_ms
        if not told:
            return None
        opened.stored_ms, opened.quality = state.last_seen_ms, state.best_quality
        return VisitChange(phase=Phase.UPDATED, visit=opened.visit)

    def _begin(self, track: Track, state: VisitState) -> VisitChange:
        visit = self._visits.open(state)
        self._open[track.number] = _Open(visit, state.best_quality, state.last_seen_ms, state.last_seen_ms)
        return VisitChange(phase=Phase.STARTED, visit=visit)

    def _state(self, track: Track, decision: Decision, profile: MatchProfile) -> VisitState:
        return VisitState(
            camera_id=self._camera_id,
            start_ms=track.start_ms,
            last_seen_ms=track.last_ms,
            verdict=decision.verdict,
            person_id=decision.person_id,
            score=decision.score,
            margin=decision.margin,
            sightings=track.sightings,
            zones=tuple(sorted(track.zones)),
            trail=track.trail.pack(),
            best_quality=track.best.quality.score,
            best_px=track.best.quality.face_px,
            best_parts=track.best.quality.parts,
            engine=profile.engine,
            model=profile.model,
            best_crop=track.best.crop,
            embedding=track.best.embedding,
        )


def _is_told(opened: _Open, state: VisitState) -> bool:
    waited_ms = state.last_seen_ms - opened.stored_ms
    told, now = (opened.visit.verdict, opened.visit.person_id), (state.verdict, state.person_id)
    is_otherwise = told != now and not opened.visit.decided  # a user's word is not recognition's to change
    if is_otherwise or opened.visit.zones != state.zones:
        return waited_ms >= VERDICT_EVERY_MS
    return state.best_quality >= opened.quality + BETTER_PICTURE and waited_ms >= PICTURE_EVERY_MS
