"""Keeps every engine at work on its cameras' speech, and decides what to do about a backlog."""

import asyncio
import logging

from wallflower.errors import WallflowerError
from wallflower.speech.engines import Engines
from wallflower.speech.host import EngineHost
from wallflower.speech.partials import Partials
from wallflower.speech.pressure import Effort, Load, Pressure, judge, to_drop_s, to_spill_s
from wallflower.speech.tally import Tally
from wallflower.speech.transcriber import Order, Transcriber
from wallflower.speech.treatment import Treatments
from wallflower.store.backlog import Backlog, Waiting
from wallflower.wire_speech import CameraBacklog, SpeechStatus

IDLE_S = 2.0
RESTART_S = 2.0
# Before anything was measured a second of speech is taken to cost as much time.
UNKNOWN_RTF = 1.0

_LOGGER = logging.getLogger(__name__)


class Dispatcher:
    """Runs one lane of work per engine."""

    def __init__(
        self,
        transcriber: Transcriber,
        partials: Partials,
        engines: Engines,
        backlog: Backlog,
        tally: Tally,
        treatments: Treatments,
    ) -> None:
        """Serve the cameras of `treatments`, which changes as their settings do."""
        self._transcriber = transcriber
        self._partials = partials
        self._engines = engines
        self._backlog = backlog
        self._tally = tally
        self._treatments = treatments
        self._wake = asyncio.Event()
        self._calls = 0
        self._lanes: dict[EngineHost, asyncio.Task[None]] = {}
        self._cameras: dict[EngineHost, frozenset[str]] = {}
        self._pressure = Pressure()
        self._windows = 0
        self._waiting = Waiting()

    @property
    def status(self) -> SpeechStatus:
        """How things stand, as of the last look at the queue."""
        waiting, tally = self._waiting, self._tally
        rtf = tally.rtf
        return SpeechStatus(
            effort=self._pressure.effort.name.lower(),
            backlog_s=waiting.total_s,
            live_s=waiting.live_s,
            normal_s=waiting.normal_s,
            later_s=waiting.later_s,
            oldest_ms=waiting.oldest_ms,
            queued=waiting.queued,
            running=waiting.running,
            rtf=None if rtf is None else round(rtf, 4),
            work_s=round(waiting.total_s * self._rtf, 1),
            heard_s=round(tally.heard_s, 1),
            busy_s=round(tally.busy_s, 1),
            counts=dict(tally.counts),
            drops=dict(tally.drops),
            decisions=dict(tally.decisions),
            engines=self._engines.states,
            cameras=tuple(
                CameraBacklog(camera_id=camera_id, backlog_s=round(length_s, 3))
                for camera_id, length_s in sorted(waiting.cameras_s.items())
            ),
        )

    @property
    def is_idle(self) -> bool:
        """Whether no speech waits for its first text."""
        return not self._waiting.queued and not self._waiting.running

    def wake(self) -> None:
        """Look at the queue now; call it in the event loop's thread."""
        self._calls += 1
        self._wake.set()

    def count_dropped(self, reason: str, count: int) -> None:
        """Note utterances that were given up by others."""
        self._tally.drops[reason] += count
        self._tally.counts["dropped"] += count

    async def run(self) -> None:
        """Work until cancelled."""
        try:
            while True:
                self._wake.clear()
                await self.look()
                self._start_lanes()
                try:
                    async with asyncio.timeout(IDLE_S):
                        await self._wake.wait()
                except TimeoutError:
                    continue
        finally:
            lanes = list(self._lanes.values())
            for lane in lanes:
                lane.cancel()
            await asyncio.gather(*lanes, return_exceptions=True)

    async def look(self) -> None:
        """Measure the backlog, decide about it, and see which engine serves whom."""
        self._waiting = await asyncio.to_thread(self._backlog.waiting)
        await self._decide()
        await self._engines.close_idle()
        self._cameras = self._engines.assign(self._treatments)

    def order(self, host: EngineHost) -> Order:
        """Return what an engine is to do now."""
        return Order(cameras=self._cameras.get(host, frozenset()), effort=self._pressure.effort)

    @property
    def _rtf(self) -> float:
        measured = self._tally.rtf
        if measured is not None:
            return max(measured, 1e-3)
        calibration = self._engines.default.calibration
        return max(calibration.rtf, 1e-3) if calibration else UNKNOWN_RTF

    async def _decide(self) -> None:
        waiting = self._waiting
        load = Load(live_s=waiting.live_s, normal_s=waiting.normal_s, later_s=waiting.later_s, rtf=self._rtf)
        windows = self._tally.decisions["window"]
        before = Pressure(effort=self._pressure.effort, windows=self._pressure.windows + windows - self._windows)
        self._windows = windows
        self._pressure = judge(before, load)
        if self._pressure.effort is not before.effort:
            name = self._pressure.effort.name.lower()
            self._tally.decisions[f"became_{name}"] += 1
            _LOGGER.info("the backlog of speech is %.0f s of work: now %s", load.total_work_s, name)
        await self._relieve(self._pressure.effort, load)

    async def _relieve(self, effort: Effort, load: Load) -> None:
        if (seconds := to_spill_s(effort, load)) > 0:
            spilled = await asyncio.to_thread(self._backlog.spill, seconds)
            self._tally.decisions["spilled"] += spilled
        if (seconds := to_drop_s(effort, load)) > 0:
            dropped = await asyncio.to_thread(self._backlog.give_up, seconds, "overload")
            self.count_dropped("overload", dropped)
            if dropped:
                _LOGGER.warning("%d stretches of speech were given up: the machine is a day of work behind", dropped)

    def _start_lanes(self) -> None:
        self._lanes = {host: lane for host, lane in self._lanes.items() if not lane.done()}
        for host in self._cameras:
            if host not in self._lanes:
                self._lanes[host] = asyncio.create_task(self._lane(host), name=f"speech {host.name}")

    async def _lane(self, host: EngineHost) -> None:
        """Work through what waits for one engine, then end; a lane must outlive whatever one window does to it."""
        try:
            was_usable = host.is_usable
            if not await host.is_ready():
                return
            if not was_usable:  # who waits for it is not yet assigned to it
                self.wake()
                return
            while True:
                calls = self._calls
                if await self._transcriber.work_once(host, self.order(host)):
                    await self._measure()
                elif not await self._partials.hear_once(host, self.order(host)) and calls == self._calls:
                    return
        except WallflowerError as error:
            _LOGGER.warning("transcribing pauses: %s", error.message)
            await asyncio.sleep(RESTART_S)
        except Exception:
            _LOGGER.exception("transcribing failed and is started again")
            await asyncio.sleep(RESTART_S)

    async def _measure(self) -> None:
        """Decide again between windows: a backlog must not wait for the lane to end."""
        self._waiting = await asyncio.to_thread(self._backlog.waiting)
        await self._decide()
