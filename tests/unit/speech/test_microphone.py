"""What is gathered about a microphone, and what is thought of it: from real speech at known levels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.sound import Speaker, room
from wallflower.speech.ear import Ear
from wallflower.speech.microphone import KEPT_MS, PIECE_MS, Microphone
from wallflower.speech.microphone_report import report
from wallflower.speech.sound import RATE_HZ, WINDOW, Samples
from wallflower.speech.vad import VoiceModel
from wallflower.wire_tuning import Figure, MicrophoneReport, Verdict

START_MS = 1_700_000_100_000 - 1_700_000_100_000 % PIECE_MS
SENTENCE = "the front door is open and somebody is in the garden"


@pytest.fixture
def sentence(speaker: Speaker) -> Samples:
    return speaker.say(SENTENCE)


def power_db(sound: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(sound, dtype=np.float64))))


def scene(sentence: Samples, level_db: float, noise_db: float) -> Samples:
    """Return 90 s with six sentences of this level in noise of that one."""
    spoken = sentence * 10 ** ((level_db - power_db(sentence)) / 20)
    gap = (90 - 6 * len(spoken) / RATE_HZ) / 6
    return room(*[part for _ in range(6) for part in (gap, spoken / 0.8)], noise=10 ** (noise_db / 20))


def measured(voice_model: VoiceModel, sound: Samples, *, has_sound: bool = True) -> MicrophoneReport:
    microphone = Microphone()
    ear = Ear(voice_model, microphone=microphone)
    for offset in range(0, len(sound), 8_000):
        ear.hear(START_MS + offset // 16, sound[offset : offset + 8_000])
    return report("a", microphone.sums(START_MS + len(sound) // 16), has_sound=has_sound)


def verdicts(told: MicrophoneReport) -> dict[Figure, Verdict]:
    return {judgement.figure: judgement.verdict for judgement in told.judgements}


def advice(told: MicrophoneReport, figure: Figure) -> str:
    return next(judgement.advice for judgement in told.judgements if judgement.figure is figure)


def test_a_good_microphone_has_the_levels_that_were_played(voice_model: VoiceModel, sentence: Samples) -> None:
    told = measured(voice_model, scene(sentence, -28.0, -65.0))
    assert set(verdicts(told).values()) == {Verdict.GOOD}
    assert told.heard_s == pytest.approx(90.0, abs=0.1)
    assert told.floor_db == pytest.approx(-65.0, abs=1.5)
    assert told.level_db == pytest.approx(-65.0, abs=1.5)
    assert told.speech_db == pytest.approx(-28.0, abs=2.5)
    assert told.snr_db == pytest.approx(37.0, abs=3.0)
    assert told.speech == pytest.approx(6 * len(sentence) / RATE_HZ / 90, abs=0.05)
    assert told.clipping == 0.0
    assert told.since_ms == START_MS
    assert told.last_ms == pytest.approx(START_MS + 90_000, abs=40)


def test_a_quiet_one_is_told_to_be_louder(voice_model: VoiceModel, sentence: Samples) -> None:
    told = measured(voice_model, scene(sentence, -56.0, -80.0))
    assert [figure for figure, verdict in verdicts(told).items() if verdict is Verdict.POOR] == [Figure.LEVEL]
    assert advice(told, Figure.LEVEL) == "speech is too quiet: raise the camera's microphone gain"


def test_a_noisy_one_is_told_so(voice_model: VoiceModel, sentence: Samples) -> None:
    told = measured(voice_model, scene(sentence, -30.0, -35.0))
    assert [figure for figure, verdict in verdicts(told).items() if verdict is Verdict.POOR] == [Figure.NOISE]
    assert "hardly louder than the noise" in advice(told, Figure.NOISE)


def test_one_that_clips_is_told_to_be_quieter(voice_model: VoiceModel, sentence: Samples) -> None:
    loud = np.clip(scene(sentence, -20.0, -65.0) * 12, -1, 1)
    told = measured(voice_model, loud)
    assert verdicts(told)[Figure.CLIPPING] is Verdict.POOR
    assert told.clipping is not None
    assert 0.05 < told.clipping <= 1.0
    assert "lower the camera's microphone gain" in advice(told, Figure.CLIPPING)


def test_one_that_is_off_is_told_to_be_switched_on(voice_model: VoiceModel) -> None:
    told = measured(voice_model, np.zeros(90 * RATE_HZ, np.float32))
    assert verdicts(told) == {Figure.TRACK: Verdict.POOR}
    assert "the sound is silence" in advice(told, Figure.TRACK)


def test_a_quiet_room_is_not_silence_and_asks_for_speech(voice_model: VoiceModel) -> None:
    told = measured(voice_model, room(90.0, noise=10 ** (-65 / 20)))
    assert verdicts(told)[Figure.TRACK] is Verdict.GOOD
    assert verdicts(told)[Figure.LEVEL] is verdicts(told)[Figure.SPEECH] is Verdict.UNKNOWN
    assert "nobody has spoken yet" in advice(told, Figure.LEVEL)
    assert told.speech_db is told.snr_db is None


def test_too_little_sound_and_no_track_at_all(voice_model: VoiceModel, sentence: Samples) -> None:
    assert set(verdicts(measured(voice_model, sentence)).values()) == {Verdict.UNKNOWN}
    assert verdicts(measured(voice_model, sentence, has_sound=False)) == {Figure.TRACK: Verdict.POOR}


def test_a_television_is_not_people(voice_model: VoiceModel, sentence: Samples) -> None:
    told = measured(voice_model, room(*[sentence] * (70 * RATE_HZ // len(sentence) + 1)))
    assert verdicts(told)[Figure.SPEECH] is Verdict.POOR


def test_samples_that_are_no_numbers_are_silence(voice_model: VoiceModel) -> None:
    sound = np.full(90 * RATE_HZ, np.nan, np.float32)
    sound[::3] = np.inf
    assert verdicts(measured(voice_model, sound)) == {Figure.TRACK: Verdict.POOR}


def hear(microphone: Microphone, end_ms: int, level_db: float = -40.0) -> None:
    microphone.heard(end_ms, np.full((10, WINDOW), 0.01, np.float32), [level_db] * 10, -60.0)


def test_what_is_older_than_an_hour_counts_no_more() -> None:
    microphone = Microphone()
    hear(microphone, START_MS, -10.0)
    hear(microphone, START_MS + KEPT_MS // 2)
    hear(microphone, START_MS + KEPT_MS + PIECE_MS)
    sums = microphone.sums(START_MS + KEPT_MS + PIECE_MS)
    assert sums.heard_s == pytest.approx(0.64)
    assert sums.loud_db == -40.0
    assert microphone.sums(START_MS + 3 * KEPT_MS).heard_s == 0.0
    for minute in range(300):
        hear(microphone, START_MS + 2 * KEPT_MS + minute * 60_000)
    assert len(microphone.to_json()) <= KEPT_MS // PIECE_MS + 1, "what is kept is bounded"


def test_a_clock_that_was_set_back_begins_anew() -> None:
    microphone = Microphone()
    hear(microphone, START_MS + KEPT_MS)
    hear(microphone, START_MS)
    assert microphone.sums(START_MS).heard_s == pytest.approx(0.32)


def test_what_was_stored_goes_on() -> None:
    microphone = Microphone()
    hear(microphone, START_MS)
    microphone.spoken(np.full((5, WINDOW), 0.1, np.float32))
    again = Microphone(microphone.to_json())
    assert again.sums(START_MS) == microphone.sums(START_MS)
    assert again.sums(START_MS).speech_db == pytest.approx(-20.0, abs=0.01)
    hear(again, START_MS + 1_000)
    assert again.sums(START_MS).heard_s == pytest.approx(0.64)


@given(st.lists(st.dictionaries(st.text(max_size=12), st.one_of(st.none(), st.integers(), st.text()), max_size=4)))
def test_what_cannot_be_read_is_left_out(stored: list[dict[str, object]]) -> None:
    broken = [{"start_ms": 0, "end_ms": 1, "levels": each} for each in stored]
    assert Microphone([*stored, *broken]).sums(0).heard_s == 0.0
