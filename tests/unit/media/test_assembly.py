from collections.abc import Callable, Iterator
from itertools import pairwise

import av
import pytest

from tests.support.footage import START_MS, Footage, make_footage
from wallflower.media.assembly import Arrival, Assembly, NewSessionError
from wallflower.media.fragment import Fragment

# The AAC encoder's priming comes before the first picture.
PRIMING_MS = 80

type Change = Callable[[av.Packet, float], None]


def arrivals(container: av.container.InputContainer) -> Iterator[tuple[av.Packet, float, bool]]:
    for packet in container.demux():
        if packet.dts is not None:
            at_s = float(packet.dts * packet.time_base.numerator / packet.time_base.denominator)
            yield packet, at_s, packet.stream.type == "video"


def play(footage: Footage, change: Change | None = None, *, skip: int = 0) -> tuple[list[Fragment], list[bool]]:
    """Assemble the footage as if it arrived in real time; return fragments and the kinds of tapped packets."""
    fragments: list[Fragment] = []
    tapped: list[bool] = []
    with footage.open() as container:
        video = container.streams.video[0]
        audio = next(iter(container.streams.audio), None)
        assembly = Assembly(
            ("cam", "session"), video, audio, fragments.append, tap=lambda _packet, is_video: tapped.append(is_video)
        )
        for number, (packet, at_s, is_video) in enumerate(arrivals(container)):
            if number < skip:
                continue
            if change is not None:
                change(packet, at_s)
            assembly.feed(packet, Arrival(1000 + at_s, START_MS + round(at_s * 1000)), is_video=is_video)
        assembly.close()
    return fragments, tapped


def test_a_good_stream_becomes_fragments_with_the_time_of_arrival(footage: Footage) -> None:
    fragments, tapped = play(footage)
    assert abs(fragments[0].start_ms - START_MS) <= PRIMING_MS
    assert fragments[-1].end_ms - fragments[0].start_ms == pytest.approx(6000, abs=20)
    assert all(left.end_ms == right.start_ms for left, right in pairwise(fragments))
    assert tapped.count(True) == 60


def test_what_comes_before_the_first_keyframe_is_dropped(footage: Footage) -> None:
    fragments, _ = play(footage, skip=3)
    assert fragments[0].is_key
    assert fragments[0].decode_time == 0
    assert fragments[0].start_ms == pytest.approx(START_MS + 1000, abs=PRIMING_MS)


def test_first_packets_without_decoding_time_are_kept(footage: Footage) -> None:
    def strip(packet: av.Packet, at_s: float) -> None:
        if at_s < 0.35:
            packet.dts = None

    fragments, _ = play(footage, strip)
    assert fragments[0].start_ms == pytest.approx(START_MS, abs=PRIMING_MS)


def test_sound_stays_with_the_picture_when_the_camera_sets_its_clock(footage: Footage) -> None:
    def step(packet: av.Packet, at_s: float) -> None:
        if at_s >= 3:
            ticks = round(3600 * packet.time_base.denominator / packet.time_base.numerator)
            packet.dts += ticks
            packet.pts += ticks

    fragments, _ = play(footage, step)
    assert all(left.end_ms == right.start_ms for left, right in pairwise(fragments))
    assert fragments[-1].end_ms == pytest.approx(START_MS + 6000, abs=250)


def test_the_wall_time_stays_near_the_arrival(footage: Footage) -> None:
    for fragment in play(footage)[0]:
        media_ms = fragment.decode_time * 1000 // fragment.init.timescale
        assert abs(fragment.start_ms - START_MS - media_ms) <= 250


def test_a_step_of_this_machines_clock_asks_for_a_new_session() -> None:
    footage = make_footage(12, audio=None)
    with footage.open() as container:
        assembly = Assembly(("cam", "session"), container.streams.video[0], None, lambda _: None)

        def feed_all() -> None:
            for packet, at_s, is_video in arrivals(container):
                step_ms = 3_600_000 if at_s > 3 else 0
                assembly.feed(packet, Arrival(at_s, START_MS + step_ms + round(at_s * 1000)), is_video=is_video)

        with pytest.raises(NewSessionError):
            feed_all()


def test_footage_without_sound_is_assembled() -> None:
    fragments, tapped = play(make_footage(2, audio=None))
    assert fragments[-1].end_ms - fragments[0].start_ms == pytest.approx(2000, abs=20)
    assert all(tapped)
