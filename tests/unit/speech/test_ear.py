"""Sound in, utterances out: synthetic and real speech through gate, network and segmenter."""

import numpy as np
import pytest

from tests.support.sound import Speaker, room
from wallflower.speech.ear import LOOK_BACK, Ear
from wallflower.speech.segmenter import Finding, SpeechEnded, SpeechStarted, Utterance
from wallflower.speech.sound import RATE_HZ, Samples, Windows
from wallflower.speech.vad import Probabilities, VoiceModel

START_MS = 1_700_000_000_000


def listen(ear: Ear, samples: Samples, piece: int = 8_000, start_ms: int = START_MS) -> list[Finding]:
    """Play sound in pieces as fragments bring it."""
    findings: list[Finding] = []
    for offset in range(0, len(samples), piece):
        findings += ear.hear(start_ms + offset // 16, samples[offset : offset + piece])
    return findings


def utterances(findings: list[Finding]) -> list[Utterance]:
    return [finding for finding in findings if isinstance(finding, Utterance)]


@pytest.mark.parametrize("noise", [0.0, 3e-4, 5e-3])
def test_each_sentence_is_one_utterance_at_its_place(voice_model: VoiceModel, speaker: Speaker, noise: float) -> None:
    first, second = speaker.say("the front door is open"), speaker.say("call the police", "rms")
    sound = room(3.0, first, 2.0, second, 2.0, noise=noise)
    findings = listen(Ear(voice_model), sound)
    spans = utterances(findings)
    assert len(spans) == 2
    starts_s = (3.0, 5.0 + len(first) / RATE_HZ)
    for span, start_s, spoken in zip(spans, starts_s, (first, second), strict=True):
        start_ms, end_ms = START_MS + start_s * 1000, START_MS + (start_s + len(spoken) / RATE_HZ) * 1000
        assert start_ms - 600 < span.start_ms < start_ms + 100
        assert end_ms - 400 < span.end_ms < end_ms + 600
    kinds = [type(finding) for finding in findings]
    assert kinds == [SpeechStarted, Utterance, SpeechEnded] * 2


def test_after_a_minute_of_silence_the_first_word_is_whole(voice_model: VoiceModel, speaker: Speaker) -> None:
    ear = Ear(voice_model)
    spoken = speaker.say("help me please")
    (span,) = utterances(listen(ear, room(60.0, spoken, 2.0)))
    assert START_MS + 59_400 < span.start_ms < START_MS + 60_100
    assert ear.dropped["energy"] > 1500


def test_the_network_hears_how_speech_began_before_the_gate_opened(
    voice_model: VoiceModel, speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear = Ear(voice_model)
    listen(ear, room(20.0))
    judged: list[int] = []
    real = ear._detector.probabilities

    def count(windows: Windows) -> Probabilities:
        judged.append(len(windows))
        return real(windows)

    monkeypatch.setattr(ear._detector, "probabilities", count)
    ear.hear(START_MS + 20_000, np.full(512, 0.1, np.float32))
    assert judged == [LOOK_BACK + 1]


def test_pieces_of_any_size_give_the_same_utterances(voice_model: VoiceModel, speaker: Speaker) -> None:
    sound = room(2.0, speaker.say("there is a car at the gate"), 2.0)
    spans = [utterances(listen(Ear(voice_model), sound, piece)) for piece in (512, 3_001, 16_000, len(sound))]
    for other in spans[1:]:
        assert [abs(a.start_ms - b.start_ms) <= 2 for a, b in zip(spans[0], other, strict=True)] == [True]


def test_a_hole_ends_the_utterance_there(voice_model: VoiceModel, speaker: Speaker) -> None:
    spoken = speaker.say("there is a package at the front door")
    half = len(spoken) // 2
    ear = Ear(voice_model)
    findings = listen(ear, room(2.0, spoken[:half]))
    assert utterances(findings) == []
    findings = listen(ear, room(1.0), start_ms=START_MS + 60_000)
    (span,) = utterances(findings)
    assert span.end_ms <= START_MS + 2_000 + half // 16


def test_small_jitter_of_the_clock_is_no_hole(voice_model: VoiceModel, speaker: Speaker) -> None:
    sound = room(2.0, speaker.say("there is a package at the front door"), 2.0)
    ear, findings = Ear(voice_model), []
    for index, offset in enumerate(range(0, len(sound), 8_000)):
        findings += ear.hear(START_MS + offset // 16 + (20, -20, 0)[index % 3], sound[offset : offset + 8_000])
    assert len(utterances(findings)) == 1


def test_noises_are_no_speech(voice_model: VoiceModel) -> None:
    rng = np.random.default_rng(3)
    times = np.arange(20 * RATE_HZ) / RATE_HZ
    hum = np.sin(2 * np.pi * 50 * times) * 0.2
    siren = np.sin(2 * np.pi * np.cumsum(700 + 300 * np.sin(2 * np.pi * 0.5 * times)) / RATE_HZ) * 0.2
    knocks = rng.standard_normal(len(times)) * 0.3 * (np.abs((times * 2) % 1) < 0.02)
    for sound in (hum, siren, knocks, rng.standard_normal(len(times)) * 0.1):
        ear = Ear(voice_model)
        assert utterances(listen(ear, sound.astype(np.float32)) + ear.flush()) == []


def test_broken_samples_are_silence(voice_model: VoiceModel) -> None:
    ear = Ear(voice_model)
    broken = np.full(RATE_HZ * 3, np.nan, np.float32)
    broken[::7] = np.inf
    assert utterances(listen(ear, broken) + ear.flush()) == []
    assert ear.hear(START_MS + 3_000, np.zeros(0, np.float32)) == []


@pytest.mark.shared
def test_a_real_speech_is_covered(voice_model: VoiceModel, jfk: Samples) -> None:
    ear = Ear(voice_model)
    spans = utterances(listen(ear, room(2.0, jfk, 2.0)) + ear.flush())
    assert 1 <= len(spans) <= 5
    assert sum(span.end_ms - span.start_ms for span in spans) > 7_500
    assert abs(spans[0].start_ms - START_MS - 2_000) < 700
