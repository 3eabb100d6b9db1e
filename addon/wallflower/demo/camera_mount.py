"""One looping source of the test camera: every viewer gets the same packets at the same time, faults included."""

import asyncio
import os
import secrets
from dataclasses import dataclass, field

from wallflower.clock import monotonic_s, now_ms
from wallflower.demo.clip import Clip, ClipEvent
from wallflower.playback.rtp import RtpState
from wallflower.playback.rtsp_viewer import Burst, Viewer
from wallflower.playback.sdp import TrackFormat

MAX_LAG_S = 5.0


@dataclass(slots=True, kw_only=True)
class Faults:
    """What is wrong with the camera just now.

    `garbage` counts the bursts still to be sent as random bytes, `skip` the sequence numbers to leave out; `jump_s` is
    added to every RTP timestamp and `ntp_offset_s` to the wall clock in sender reports; `bytes_per_s` limits the link
    (0: no limit).
    """

    is_frozen: bool = False
    muted: frozenset[str] = frozenset()
    garbage: int = 0
    skip: int = 0
    jump_s: float = 0.0
    ntp_offset_s: float = 0.0
    bytes_per_s: int = 0


@dataclass(slots=True)
class _Clock:
    """Ties media time to the machine's clocks."""

    start_s: float = field(default_factory=monotonic_s)
    wall_s: float = field(default_factory=lambda: now_ms() / 1000)


class LoopMount:
    """Plays a clip for ever in real time, from the moment it runs, whether anyone watches or not."""

    def __init__(self, clip: Clip, *, starts_mid_group: bool = False, report_s: float = 5.0) -> None:
        """Loop `clip`; send sender reports on joining and every `report_s` seconds (0: never)."""
        self.faults = Faults()
        self.answers = asyncio.Event()
        self.answers.set()
        self._clip = clip
        self._next_clip: Clip | None = None
        self._starts_mid_group = starts_mid_group
        self._report_s = report_s
        self._viewers: set[Viewer] = set()
        self._states = [_new_state(index, track) for index, track in enumerate(clip.tracks)]
        self._clock = _Clock()
        self._media_s = 0.0
        self._reported_s = 0.0
        self._link_free_s = 0.0
        self._is_skipping = False
        self._sent_bytes = 0

    @property
    def tracks(self) -> tuple[TrackFormat, ...]:
        """The formats of the clip that plays."""
        return self._clip.tracks

    def join(self, viewer: Viewer) -> None:
        """Send from the next keyframe on, or at once like the cheaper cameras."""
        if not self._starts_mid_group:
            viewer.wait_for_key()
        self._viewers.add(viewer)
        if self._report_s:
            self._report({viewer})

    def leave(self, viewer: Viewer) -> None:
        """Forget a viewer."""
        self._viewers.discard(viewer)

    def swap(self, clip: Clip) -> None:
        """Play another clip from now on, without telling anyone."""
        self._next_clip = clip

    def stats(self) -> dict[str, float]:
        """Return counters for tests."""
        return {
            "viewers": len(self._viewers),
            "sent_bytes": self._sent_bytes,
            "dropped_bursts": sum(viewer.dropped_bursts for viewer in self._viewers),
            "media_s": round(self._media_s, 3),
        }

    async def run(self) -> None:
        """Loop until cancelled."""
        self._clock = _Clock()
        shift_s = 0.0
        while True:
            shift_s += await self._play_once(shift_s)
            if self._next_clip is not None:
                self._change_clip(self._next_clip)

    async def _play_once(self, shift_s: float) -> float:
        """Send the clip's events when they are due; return how much media time has passed."""
        for event in self._clip.events:
            if self._next_clip is not None:
                return event.at_s
            await self._wait_until(shift_s + event.at_s)
            if not self._must_skip(event):
                await self._send(event, shift_s)
        return self._clip.duration_s

    async def _wait_until(self, media_s: float) -> None:
        self._media_s = media_s
        remaining_s = self._clock.start_s + media_s - monotonic_s()
        if remaining_s > 0:
            await asyncio.sleep(remaining_s)

    def _must_skip(self, event: ClipEvent) -> bool:
        """On a link that is too slow, leave out whole groups of pictures instead of falling behind for ever."""
        lag_s = monotonic_s() - self._clock.start_s - self._media_s
        if lag_s > MAX_LAG_S:
            self._is_skipping = True
        elif self._is_skipping and event.is_key:
            self._is_skipping = False
        return self._is_skipping

    async def _send(self, event: ClipEvent, shift_s: float) -> None:
        state = self._states[event.track]
        state.sequence, self.faults.skip = (state.sequence + self.faults.skip) & 0xFFFF, 0
        shift_ticks = round((shift_s + self.faults.jump_s) * state.clock_hz)
        data = state.stamp(event.payloads, shift_ticks)
        if self.faults.is_frozen or self._clip.tracks[event.track].kind in self.faults.muted:
            return
        if self.faults.garbage > 0:
            self.faults.garbage -= 1
            data = _garble(data)
        burst = Burst(track=event.track, data=data, is_key=event.is_key)
        for viewer in tuple(self._viewers):
            viewer.send(burst)
        self._sent_bytes += len(data) * len(self._viewers)
        if self._report_s and monotonic_s() - self._reported_s >= self._report_s:
            self._reported_s = monotonic_s()
            self._report(self._viewers)
        await self._throttle(len(data) * len(self._viewers))

    async def _throttle(self, size_bytes: int) -> None:
        if self.faults.bytes_per_s <= 0:
            return
        self._link_free_s = max(self._link_free_s, monotonic_s()) + size_bytes / self.faults.bytes_per_s
        await asyncio.sleep(self._link_free_s - monotonic_s())

    def _report(self, viewers: set[Viewer]) -> None:
        wall_s = self._clock.wall_s + self._media_s + self.faults.ntp_offset_s
        for state in self._states:
            report = state.sender_report(self._media_s + self.faults.jump_s, wall_s)
            for viewer in viewers:
                viewer.send_report(state.track, report)

    def _change_clip(self, clip: Clip) -> None:
        """Keep SSRC, numbering and media time, so that nothing but the payload tells of the change."""
        self._next_clip = None
        states = [_new_state(index, track) for index, track in enumerate(clip.tracks)]
        for state, old in zip(states, self._states, strict=False):
            state.ssrc, state.base, state.sequence = old.ssrc, old.base, old.sequence
        self._clip, self._states = clip, states


def _new_state(index: int, track: TrackFormat) -> RtpState:
    return RtpState(index, track.clock_hz, ssrc=secrets.randbits(32), base=secrets.randbits(31))


def _garble(data: bytes) -> bytes:
    """Replace what the packets carry by noise; the interleaving stays whole, as on a real network."""
    out = bytearray(data)
    position = 0
    while position < len(out):
        length = out[position + 2] << 8 | out[position + 3]
        out[position + 16 : position + 4 + length] = os.urandom(max(0, length - 12))
        position += 4 + length
    return bytes(out)
