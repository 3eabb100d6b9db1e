"""Whether all is well: asked of every part every few seconds, told as reasons a user can act on."""

import asyncio
import logging
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wallflower.cameras.backoff import is_hopeless
from wallflower.cameras.registry import CameraRegistry, Link
from wallflower.clock import monotonic_s, now_ms
from wallflower.config import Settings
from wallflower.errors import WallflowerError
from wallflower.events import EventBus
from wallflower.store.recordings import Recordings
from wallflower.wire import Camera, CameraStatus, ConnectionState, Engine, ErrorCode, EventType, Health, HealthReason

ASK_EVERY_S = 3.0
# Sums and engines change slowly and cost more to ask for.
SLOW_EVERY_ROUNDS = 5
OFFLINE_AFTER_S = 60.0
ANALYSIS_PATIENCE_S = 5.0
# Until both engines said what they can do they are asked more often, and one that starts is no reason for a while.
ASK_STARTING_EVERY_S = 1.0
STARTING_PATIENCE_S = 60.0
# Retention deletes at the configured minimum; half of it means that it does not keep up.
NEARLY_FULL_SHARE = 0.5
BYTES_PER_GB = 1_000_000_000
# Nothing that runs this code existed before 2026: an earlier clock has never been set.
EARLIEST_NOW_MS = 1_767_225_600_000
_DISK_CODES = frozenset({ErrorCode.DISK, ErrorCode.DISK_FULL})

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """What the analysis process can do; None until it said so."""

    speech: Engine | None = None
    faces: Engine | None = None

    @property
    def is_starting(self) -> bool:
        """Whether one of them has yet to tell whether it can work."""
        return any(engine is None or engine.starting for engine in (self.speech, self.faces))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything a verdict on the server's health rests on. `offline` are ids of cameras without a connection."""

    now_ms: int
    cameras: tuple[Camera, ...] = ()
    offline: frozenset[str] = frozenset()
    ingest_lost: bool = False
    analysis_lost: bool = False
    database_failed: bool = False
    engines: Engines = Engines()
    starting_s: float = 0.0
    backlog_s: float = 0.0
    minimum_free_bytes: int = 0
    free_bytes: int | None = None
    used_bytes: int = 0
    oldest_ms: int | None = None


def judge(facts: Facts) -> Health:
    """Return the verdict: healthy only without a single reason.

    An engine that cannot work is a reason exactly while an enabled camera is asked to use it; one that is starting is
    none before it takes too long.
    """
    reasons = (*_process_reasons(facts), *_disk_reasons(facts), *_engine_reasons(facts), *_camera_reasons(facts))
    return Health(
        healthy=not reasons,
        reasons=reasons,
        backlog_s=facts.backlog_s,
        media_free_bytes=facts.free_bytes or 0,
        media_used_bytes=facts.used_bytes,
        oldest_ms=facts.oldest_ms,
    )


def _process_reasons(facts: Facts) -> Iterator[HealthReason]:
    if facts.ingest_lost:
        yield HealthReason(code="ingest_unavailable", message="the recording process does not answer")
    if facts.analysis_lost:
        yield HealthReason(code="analysis_unavailable", message="the process for speech and faces does not answer")
    if facts.database_failed:
        yield HealthReason(code="database_unavailable", message="the database cannot be read: check its disk")
    if facts.now_ms < EARLIEST_NOW_MS:
        yield HealthReason(code="clock_wrong", message="the clock of this machine is not set")


def _disk_reasons(facts: Facts) -> Iterator[HealthReason]:
    if facts.free_bytes is None:
        yield HealthReason(code="media_unavailable", message="the media directory cannot be reached")
    elif facts.free_bytes < facts.minimum_free_bytes * NEARLY_FULL_SHARE:
        yield HealthReason(code="disk_nearly_full", message="the disk of the recordings is nearly full")


def _engine_reasons(facts: Facts) -> Iterator[HealthReason]:
    wanted = (
        ("speech_model_missing", facts.engines.speech, any(_uses(camera, "transcribe") for camera in facts.cameras)),
        ("face_model_missing", facts.engines.faces, any(_uses(camera, "recognize_faces") for camera in facts.cameras)),
    )
    for code, engine, is_wanted in wanted:
        if engine is None or engine.usable or not is_wanted:
            continue
        if not engine.starting or facts.starting_s > STARTING_PATIENCE_S:
            yield HealthReason(code=code, message=engine.reason or f"the engine {engine.name} cannot work")


def _uses(camera: Camera, option: str) -> bool:
    return camera.enabled and bool(getattr(camera, option))


def _camera_reasons(facts: Facts) -> Iterator[HealthReason]:
    for camera in facts.cameras:
        problem = camera.status.problem if camera.status else None
        if camera.status is not None and _is_hopeless(camera.status):
            why = problem.message if problem else "no connection"
            message = f"{camera.name}: failed {camera.status.failures} times in a row, now tried every 5 minutes: {why}"
            yield HealthReason(code="camera_failing", message=message, camera_id=camera.id)
        elif camera.id in facts.offline:
            why = problem.message if problem else "no connection"
            yield HealthReason(code="camera_offline", message=f"{camera.name}: {why}", camera_id=camera.id)
        elif problem is not None and problem.code in _DISK_CODES:
            message = f"{camera.name}: {problem.message}"
            yield HealthReason(code="recording_stopped", message=message, camera_id=camera.id)


def _is_hopeless(status: CameraStatus) -> bool:
    code = status.problem.code if status.problem else ErrorCode.UNKNOWN
    return status.connection is not ConnectionState.CONNECTED and is_hopeless(status.failures, code)


# Fields of `Facts` that one of the asked parts fills in.
type _Answer = dict[str, Any]


class HealthWatch:
    """Asks around and keeps the newest verdict; publishes it whenever it changes."""

    def __init__(
        self, settings: Settings, registry: CameraRegistry, recordings: Recordings, analysis: Link, bus: EventBus
    ) -> None:
        """Ask these; the verdict before the first round is healthy."""
        self.current = Health(healthy=True)
        self._settings = settings
        self._registry = registry
        self._recordings = recordings
        self._analysis = analysis
        self._bus = bus
        self._down_since_s: dict[str, float] = {}
        self._facts = Facts(now_ms=now_ms())
        self._starting_since_s: float | None = None

    @property
    def engines(self) -> Engines:
        """What the analysis process last said it can do."""
        return self._facts.engines

    @property
    def hears(self) -> bool:
        """Whether the analysis process answered when it was last asked."""
        return self._facts.engines.speech is not None and not self._facts.analysis_lost

    async def run(self) -> None:
        """Go on asking until cancelled."""
        rounds = 0
        while True:
            await self.round(slow=rounds % SLOW_EVERY_ROUNDS == 0 or self._facts.analysis_lost)
            rounds += 1
            await self._pause()

    async def _pause(self) -> None:
        """Wait for the next round; ask meanwhile for engines that are starting."""
        pauses = int(ASK_EVERY_S / ASK_STARTING_EVERY_S)
        for left in range(pauses, 0, -1):
            if not self._is_starting:
                await asyncio.sleep(left * ASK_STARTING_EVERY_S)
                return
            await asyncio.sleep(ASK_STARTING_EVERY_S)
            self._facts = replace(self._facts, **await self._ask_analysis())
            self._conclude(judge(self._facts))

    @property
    def _is_starting(self) -> bool:
        return self._facts.engines.is_starting and not self._facts.analysis_lost

    async def round(self, *, slow: bool) -> None:
        """Ask everybody once; `slow` also asks what is costly."""
        asked = [self._ask_cameras(), asyncio.to_thread(self._ask_disk)]
        if slow:
            asked += [self._ask_analysis(), asyncio.to_thread(self._ask_sums)]
        facts = replace(self._facts, now_ms=now_ms())
        for answer in await asyncio.gather(*asked):
            facts = replace(facts, **answer)
        self._facts = facts
        self._conclude(judge(facts))

    def _conclude(self, verdict: Health) -> None:
        before, self.current = self.current, verdict
        if (before.healthy, before.reasons) == (verdict.healthy, verdict.reasons):
            return
        self._bus.publish(EventType.HEALTH, verdict.to_json())
        _LOGGER.info("health: %s", ", ".join(reason.code for reason in verdict.reasons) or "good")

    async def _ask_cameras(self) -> _Answer:
        try:
            await self._registry.pull()
            cameras = await self._registry.list()
        except WallflowerError:
            return {"database_failed": True}
        return {
            "cameras": cameras,
            "offline": self._offline(cameras),
            "ingest_lost": self._registry.is_lost,
            "database_failed": False,
        }

    def _offline(self, cameras: Sequence[Camera]) -> frozenset[str]:
        """Return the cameras that have been without a connection for long, and go on counting for the others."""
        now_s = monotonic_s()
        waiting = {ConnectionState.CONNECTING, ConnectionState.RETRYING}
        down = [camera.id for camera in cameras if camera.status and camera.status.connection in waiting]
        self._down_since_s = {key: self._down_since_s.get(key, now_s) for key in down}
        return frozenset(key for key, since_s in self._down_since_s.items() if now_s - since_s > OFFLINE_AFTER_S)

    async def _ask_analysis(self) -> _Answer:
        try:
            engines = await self._analysis.call("engines", {}, timeout_s=ANALYSIS_PATIENCE_S)
            backlog = await self._analysis.call("backlog", {}, timeout_s=ANALYSIS_PATIENCE_S)
        except WallflowerError:
            return {"analysis_lost": True}
        known = Engines(speech=_engine(engines.get("speech")), faces=_engine(engines.get("faces")))
        return {
            "analysis_lost": False,
            "engines": known,
            "starting_s": self._count_starting(known),
            "backlog_s": float(backlog.get("backlog_s", 0.0)),
        }

    def _count_starting(self, engines: Engines) -> float:
        """Return for how long an engine has been starting now."""
        if not engines.is_starting:
            self._starting_since_s = None
            return 0.0
        now_s = monotonic_s()
        self._starting_since_s = now_s if self._starting_since_s is None else self._starting_since_s
        return now_s - self._starting_since_s

    def _ask_sums(self) -> _Answer:
        try:
            return {"used_bytes": self._recordings.used_bytes(), "oldest_ms": self._recordings.oldest_ms()}
        except WallflowerError:
            return {}

    def _ask_disk(self) -> _Answer:
        minimum = int(self._settings.minimum_free_gb * BYTES_PER_GB)
        try:
            free = shutil.disk_usage(self._settings.media).free
        except OSError:
            return {"free_bytes": None}
        return {"free_bytes": free, "minimum_free_bytes": minimum}


def _engine(data: object) -> Engine | None:
    return None if data is None else Engine.from_json(data)
