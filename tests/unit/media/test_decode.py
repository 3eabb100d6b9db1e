import itertools
from dataclasses import replace

import numpy as np
import pytest

from tests.support.films import onsets
from tests.support.footage import GREY_PER_S, START_MS, as_camera, make_footage, make_fragments
from wallflower.media.decode import SAMPLE_RATE_HZ, AudioDecoder, KeyframeDecoder
from wallflower.media.fragment import Fragment


def test_sound_is_complete_and_in_order(fragments: tuple[Fragment, ...]) -> None:
    decoder = AudioDecoder()
    sounds = [sound for fragment in fragments for sound in decoder.feed(fragment)]
    assert sounds[0].start_ms == pytest.approx(START_MS, abs=70)
    assert all(abs(left.end_ms - right.start_ms) <= 2 for left, right in itertools.pairwise(sounds))
    assert sum(len(sound.samples) for sound in sounds) == pytest.approx(6 * SAMPLE_RATE_HZ, rel=0.03)
    assert all(sound.samples.dtype == np.float32 for sound in sounds)


def test_a_hole_and_a_new_session_start_the_decoder_anew(fragments: tuple[Fragment, ...]) -> None:
    decoder = AudioDecoder()
    decoder.feed(fragments[0])
    (after_hole,) = decoder.feed(fragments[4])
    assert after_hole.start_ms == pytest.approx(fragments[4].start_ms, abs=70)
    other = as_camera(list(fragments), "cam", session_id="other")
    assert decoder.feed(other[0])


@pytest.mark.parametrize(
    ("codec", "layout"), [("pcm_alaw", "mono"), ("pcm_mulaw", "mono"), ("libopus", "mono"), ("libopus", "stereo")]
)
def test_eight_bits_and_48_khz_and_stereo_become_what_speech_needs(codec: str, layout: str) -> None:
    decoder = AudioDecoder()
    footage = make_fragments(make_footage(4, audio=codec, layout=layout))
    sounds = [sound for fragment in footage for sound in decoder.feed(fragment)]
    samples = np.concatenate([sound.samples for sound in sounds])
    assert samples.dtype == np.float32
    assert len(samples) == pytest.approx(4 * SAMPLE_RATE_HZ, rel=0.05)  # the last sound waits for more
    first_s = (sounds[0].start_ms - START_MS) / 1000
    beeps = [first_s + at_s for at_s in onsets(samples)]
    assert beeps == pytest.approx([0.5, 1.5, 2.5, 3.5], abs=0.03)
    loudest = np.sort(np.abs(samples))[-len(samples) // 10 :]
    assert loudest.mean() == pytest.approx(0.5, abs=0.1)


def test_footage_without_sound_gives_none() -> None:
    decoder = AudioDecoder()
    assert all(decoder.feed(item) == [] for item in make_fragments(make_footage(1, audio=None)))


def test_damaged_sound_is_left_out(fragments: tuple[Fragment, ...]) -> None:
    first = fragments[0]
    broken = replace(
        first, data=first.data[: first.moof_bytes + 8] + b"\xff" * (len(first.data) - first.moof_bytes - 8)
    )
    decoder = AudioDecoder()
    decoder.feed(broken)
    assert decoder.feed(fragments[1])


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_each_keyframe_comes_out_at_once(codec: str) -> None:
    decoder = KeyframeDecoder()
    pictures = [picture for item in make_fragments(make_footage(4, codec=codec)) if (picture := decoder.feed(item))]
    assert [picture.at_ms - START_MS for picture in pictures] == [0, 1000, 2000, 3000]
    for second, picture in enumerate(pictures):
        assert picture.rgb.shape == (96, 160, 3)
        assert picture.rgb.mean() == pytest.approx(second * GREY_PER_S, abs=4)


def test_pictures_are_scaled_down_but_never_up(fragments: tuple[Fragment, ...]) -> None:
    small, large = KeyframeDecoder(width=80).feed(fragments[0]), KeyframeDecoder(width=800).feed(fragments[0])
    assert small is not None
    assert large is not None
    assert (small.rgb.shape, large.rgb.shape) == ((48, 80, 3), (96, 160, 3))
