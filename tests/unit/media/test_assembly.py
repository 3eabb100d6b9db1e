import math
import random
from collections.abc import Callable, Iterator
from itertools import count, pairwise

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.footage import START_MS, Footage, make_footage
from wallflower.media.assembly import PAUSE_S, Arrival, Assembly, NewSessionError, PausedError
from wallflower.media.fragment import Fragment

# The AAC encoder's priming comes before the first picture.
PRIMING_MS = 80

LONG_S = 8
LONG_FOOTAGE = make_footage(LONG_S)

type Change = Callable[[av.Packet, float], None]


def arrivals(container: av.container.InputContainer) -> Iterator[tuple[av.Packet, float, bool]]:
    for packet in container.demux():
        if packet.size:
            at_s = float((packet.pts if packet.dts is None else packet.dts) * packet.time_base)
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


@pytest.mark.parametrize("b_frames", [0, 2])
def test_a_first_keyframe_without_any_time_is_kept(b_frames: int) -> None:
    """RTSP often begins so; without the keyframe the whole first group could not be played."""
    numbers = count()

    def strip(packet: av.Packet, at_s: float) -> None:
        if next(numbers) == 0:
            packet.dts = packet.pts = None

    footage = make_footage(4, audio=None, b_frames=b_frames)
    fragments, tapped = play(footage, strip)
    assert fragments[0].is_key
    assert fragments[0].start_ms == pytest.approx(play(footage)[0][0].start_ms, abs=20)
    assert len(tapped) == 40


def test_other_packets_without_any_time_are_left_out(footage: Footage) -> None:
    numbers = count()

    def strip(packet: av.Packet, at_s: float) -> None:
        if packet.stream.type == "video" and next(numbers) in {3, 4}:
            packet.dts = packet.pts = None

    _, tapped = play(footage, strip)
    assert tapped.count(True) == 58


def test_it_is_caught_up_while_the_next_picture_is_still_to_come(footage: Footage) -> None:
    beat_s, step_s = 0.27, 0.1  # bursts of two or three pictures, of which every so often one comes with the beat
    found: list[bool] = []
    expected: list[bool] = []
    with footage.open() as container:
        assembly = Assembly(("cam", "session"), container.streams.video[0], None, lambda _: None)
        for packet, at_s, is_video in arrivals(container):
            if not is_video:
                continue
            read_s = math.ceil(at_s / beat_s) * beat_s
            assembly.feed(packet, Arrival(1000 + read_s, START_MS + round(read_s * 1000)), is_video=True)
            to_come_s = at_s + step_s - read_s
            if at_s > 2 and abs(to_come_s) > 0.02:  # the promptest are known, and it is not close
                found.append(assembly.is_caught_up)
                expected.append(to_come_s > 0)
    assert set(expected) == {True, False}
    assert found == expected


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


def placed(footage: Footage, change: Change, *, jitter_s: float = 0.0) -> list[tuple[bool, float, float]]:
    """Return (is video, true s, s on the session's timeline, both of showing) of every packet that was kept."""
    chance = random.Random(1)
    out: list[tuple[bool, float, float]] = []
    true_s = 0.0

    def tap(packet: av.Packet, is_video: bool) -> None:  # noqa: FBT001 - as the assembly calls it
        out.append((is_video, true_s, shown_s(packet)))

    with footage.open() as container:
        video, audio = container.streams.video[0], next(iter(container.streams.audio), None)
        assembly = Assembly(("cam", "session"), video, audio, lambda _: None, tap=tap)
        arrival_s = 0.0
        for packet, at_s, is_video in arrivals(container):
            true_s = shown_s(packet)
            arrival_s = max(arrival_s, at_s + jitter_s * chance.random())
            change(packet, at_s)
            assembly.feed(packet, Arrival(arrival_s, START_MS + round(arrival_s * 1000)), is_video=is_video)
        assembly.close()
    return out


def shown_s(packet: av.Packet) -> float:
    return float(packet.pts * packet.time_base)


@given(
    st.dictionaries(
        st.floats(1, 7), st.sampled_from([2.0, -2.0, 3600.0, -3600.0, -1_262_304_000.0]), min_size=1, max_size=3
    ),
    st.floats(0, 0.2),
    st.floats(-500, 500),
    st.sets(st.integers(0, 200), max_size=20),
)
@settings(max_examples=30, deadline=None)
def test_sound_and_picture_are_never_parted(
    jumps: dict[float, float], jitter_s: float, ppm: float, without_dts: set[int]
) -> None:
    numbers = count()

    def spoil(packet: av.Packet, at_s: float) -> None:
        moved_s = sum(jump for when, jump in jumps.items() if at_s >= when) + at_s * ppm * 1e-6
        ticks = round(moved_s / packet.time_base)
        packet.pts += ticks
        packet.dts = None if next(numbers) in without_dts else packet.dts + ticks

    out = placed(LONG_FOOTAGE, spoil, jitter_s=jitter_s)
    pictures = [time_s - true_s for is_video, true_s, time_s in out if is_video]
    sounds = [time_s - true_s for is_video, true_s, time_s in out if not is_video]
    assert len(pictures) == LONG_S * 10
    assert max(pictures) - min(sounds) < 0.04
    assert max(sounds) - min(pictures) < 0.04


def test_packets_with_b_frames_and_without_decoding_times_are_all_kept() -> None:
    def strip(packet: av.Packet, at_s: float) -> None:
        packet.dts = None

    footage = make_footage(4, audio=None, b_frames=2)
    out = placed(footage, strip)
    assert len(out) == 40
    errors = [time_s - true_s for _, true_s, time_s in out]
    assert max(errors) - min(errors) < 0.02


def test_a_step_of_this_machines_clock_asks_for_a_new_session_at_once() -> None:
    fed = []
    with make_footage(5, audio=None).open() as container:
        assembly = Assembly(("cam", "session"), container.streams.video[0], None, lambda _: None)

        def feed_all() -> None:
            for packet, at_s, is_video in arrivals(container):
                step_ms = 3_600_000 if at_s > 3 else 0
                assembly.feed(packet, Arrival(at_s, START_MS + step_ms + round(at_s * 1000)), is_video=is_video)
                fed.append(at_s)

        with pytest.raises(NewSessionError):
            feed_all()
    assert fed[-1] == pytest.approx(3.0)


def test_footage_without_sound_is_assembled() -> None:
    fragments, tapped = play(make_footage(2, audio=None))
    assert fragments[-1].end_ms - fragments[0].start_ms == pytest.approx(2000, abs=20)
    assert all(tapped)


@pytest.mark.parametrize("pause_s", [PAUSE_S + 0.5, 3600.0])
def test_a_pause_of_the_picture_ends_the_session(footage: Footage, pause_s: float) -> None:
    def watch() -> None:
        with footage.open() as container:
            video, audio = container.streams.video[0], next(iter(container.streams.audio), None)
            assembly = Assembly(("cam", "session"), video, audio, lambda _fragment: None)
            for packet, at_s, is_video in arrivals(container):
                late_s = pause_s if at_s >= 3.0 else 0.0
                packet.pts += round(late_s / packet.time_base)
                packet.dts += round(late_s / packet.time_base)
                arrival = Arrival(1000 + at_s + late_s, START_MS + round((at_s + late_s) * 1000))
                assembly.feed(packet, arrival, is_video=is_video)

    with pytest.raises(PausedError):
        watch()


def test_a_camera_with_a_picture_every_three_seconds_is_no_pause(footage: Footage) -> None:
    with footage.open() as container:
        video = container.streams.video[0]
        assembly = Assembly(("cam", "session"), video, None, lambda _fragment: None)
        for number, packet in enumerate(packet for packet in container.demux(video) if packet.size):
            packet.pts = packet.dts = round(3 * number / packet.time_base)
            assembly.feed(packet, Arrival(1000 + 3 * number, START_MS + 3000 * number), is_video=True)
        assembly.close()
