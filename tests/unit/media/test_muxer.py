import itertools
import json
import subprocess
from pathlib import Path

import pytest

from tests.support.footage import START_MS, Footage, make_footage, make_fragments
from wallflower.media.decode import SAMPLE_RATE_HZ, AudioDecoder
from wallflower.media.fragment import Fragment
from wallflower.media.muxer import FragmentMuxer


def ffprobe(path: Path) -> dict[str, dict[str, str]]:
    """Return the streams by kind; a file with errors fails."""
    command = ["ffprobe", "-v", "error", "-show_streams", "-count_frames", "-of", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    assert not done.stderr
    return {stream["codec_type"]: stream for stream in json.loads(done.stdout)["streams"]}


def write(fragments: list[Fragment], path: Path) -> Path:
    path.write_bytes(fragments[0].init.data + b"".join(item.data for item in fragments))
    return path


def test_fragments_tile_time_and_begin_groups_with_keyframes(fragments: tuple[Fragment, ...]) -> None:
    assert fragments[0].start_ms == START_MS
    assert all(left.end_ms == right.start_ms for left, right in itertools.pairwise(fragments))
    assert fragments[-1].end_ms == START_MS + 6000
    assert [item.start_ms - START_MS for item in fragments if item.is_key] == [0, 1000, 2000, 3000, 4000, 5000]
    assert [item.sequence for item in fragments] == list(range(len(fragments)))


def test_each_fragment_is_one_moof_and_one_mdat(fragments: tuple[Fragment, ...]) -> None:
    for fragment in fragments:
        assert fragment.data[4:8] == b"moof"
        assert fragment.data[fragment.moof_bytes :][4:8] == b"mdat"
        assert int.from_bytes(fragment.data[fragment.moof_bytes :][:4]) == len(fragment.data) - fragment.moof_bytes


@pytest.mark.parametrize(
    ("audio", "stored"), [("aac", "aac"), ("libopus", "opus"), ("pcm_alaw", "aac"), ("pcm_mulaw", "aac"), (None, None)]
)
def test_every_sound_of_a_camera_is_stored_playable(tmp_path: Path, audio: str | None, stored: str | None) -> None:
    fragments = make_fragments(make_footage(3, audio=audio))
    assert fragments[0].init.audio_codec == stored
    streams = ffprobe(write(fragments, tmp_path / "file.mp4"))
    assert int(streams["video"]["nb_read_frames"]) == 30
    assert streams.get("audio", {}).get("codec_name") == stored


def test_hevc_is_tagged_as_apple_wants_it(tmp_path: Path) -> None:
    fragments = make_fragments(make_footage(2, codec="libx265"))
    assert fragments[0].init.video_codec == "hevc"
    assert ffprobe(write(fragments, tmp_path / "file.mp4"))["video"]["codec_tag_string"] == "hvc1"


@pytest.mark.parametrize("audio", ["aac", "pcm_alaw", "libopus"])
def test_sound_stays_with_the_picture(audio: str) -> None:
    decoder = AudioDecoder()
    sounds = [sound for item in make_fragments(make_footage(4, audio=audio)) for sound in decoder.feed(item)]
    loud_ms = [
        sound.start_ms - START_MS + int(index) * 1000 // SAMPLE_RATE_HZ
        for sound in sounds
        for index in (abs(sound.samples) > 0.2).nonzero()[0]
    ]
    begins = [after for before, after in zip([-1000, *loud_ms], loud_ms, strict=False) if after - before > 200]
    assert len(begins) == 4
    # The encoder's own delay is in the footage: 1024 samples of AAC at 16 kHz are 64 ms.
    assert all(abs(begin - (second * 1000 + 500)) <= 80 for second, begin in enumerate(begins))


def test_the_same_codec_settings_give_the_same_init(footage: Footage) -> None:
    assert make_fragments(footage)[0].init.id == make_fragments(footage, session_id="other")[0].init.id


@pytest.mark.parametrize("late_s", [0.05, 0.7, 1.5])
def test_sound_that_begins_late_stays_late(late_s: float) -> None:
    fragments: list[Fragment] = []
    with make_footage(4).open() as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        muxer = FragmentMuxer(("cam", "session"), video, audio, lambda at_s: round(at_s * 1000), fragments.append)
        for packet in container.demux():
            is_video = packet.stream_index == video.index
            if packet.dts is not None and (is_video or packet.pts * packet.time_base >= late_s):
                muxer.mux(packet, is_video=is_video)
        muxer.close()
    decoder = AudioDecoder()
    first = next(sound for fragment in fragments for sound in decoder.feed(fragment))
    assert first.start_ms == pytest.approx(late_s * 1000, abs=70)  # the next frame of sound, at most 64 ms later
    assert first.start_ms >= late_s * 1000 - 1


@pytest.mark.parametrize("early_s", [0.05, 0.3])
def test_sound_from_before_the_first_picture_is_left_out(early_s: float) -> None:
    fragments: list[Fragment] = []
    with make_footage(4).open() as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        muxer = FragmentMuxer(("cam", "session"), video, audio, lambda at_s: round(at_s * 1000), fragments.append)
        for packet in container.demux():
            if packet.dts is None:
                continue
            is_video = packet.stream_index == video.index
            if not is_video:
                shift = round(early_s / packet.time_base)
                packet.pts, packet.dts = packet.pts - shift, packet.dts - shift
            muxer.mux(packet, is_video=is_video)
        muxer.close()
    sounds = [sound for fragment in fragments for sound in AudioDecoder().feed(fragment)]
    assert 0 <= sounds[0].start_ms <= 70
    assert max(sound.end_ms for sound in sounds) <= 4100 - early_s * 1000
