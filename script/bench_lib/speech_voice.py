"""What listening costs, and what it makes of sound in which nobody speaks."""

import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from faster_whisper.vad import VadOptions, get_speech_timestamps
from mini_whisper.noises import KINDS

from bench_lib.report import Figure
from tests.support.talk import make_talk
from wallflower.speech.ear import Ear
from wallflower.speech.engine import EngineSpec, Window
from wallflower.speech.gates import judge
from wallflower.speech.segmenter import Utterance
from wallflower.speech.sound import RATE_HZ, RATE_KHZ, Samples
from wallflower.speech.vad import VoiceModel
from wallflower.speech.whisper import create

MINUTES = 10
SPEECH_SHARE = 0.2
PIECE = RATE_HZ // 2  # about a fragment
QUIET_MINUTES = 30
STRETCH_S = 20


def listening() -> Iterator[Figure]:
    """Search ten minutes, a fifth of them speech, as a camera's fragments bring them; the peer reads them at once."""
    sound = _day(MINUTES * 60)
    ear = Ear(VoiceModel.bundled())
    began_s = time.process_time()
    for start in range(0, len(sound), PIECE):
        ear.hear(start // RATE_KHZ, sound[start : start + PIECE])
    ours_s = time.process_time() - began_s
    began_s = time.process_time()
    get_speech_timestamps(sound, VadOptions())
    theirs_s = time.process_time() - began_s
    share = 100 / (MINUTES * 60)
    yield Figure(
        name="speech.listening_per_camera",
        value=round(ours_s * share, 3),
        unit="% of a core",
        target=0.6,
        peer_value=round(theirs_s * share, 3),
    )


def false_text(model: Path) -> Iterator[Figure]:
    """Let half an hour of noise, hum, sirens, chords, barks and silence through ear, engine and gates."""
    rng = np.random.default_rng(31)
    engine = create(EngineSpec(engine="faster-whisper", model=model.name, place=str(model), threads=1))
    voices = VoiceModel.bundled()
    kinds = tuple(dict.fromkeys(KINDS))
    found = lines = unfiltered = 0
    for number in range(QUIET_MINUTES * 60 // STRETCH_S):
        loudness = np.float32(10 ** rng.uniform(-2.5, -0.7))
        sound = np.clip(kinds[number % len(kinds)](STRETCH_S * RATE_HZ, rng) * loudness, -1, 1).astype(np.float32)
        segments = engine.transcribe(Window(samples=sound)).segments
        unfiltered += len(segments)
        for window in _taken_for_speech(voices, sound):
            found += 1
            lines += sum(judge(segment) is None for segment in engine.transcribe(window).segments)
    # The peer is the engine alone, as faster-whisper gives its text without any filter.
    yield Figure(name="speech.false_lines_of_30_min", value=lines, unit="1", target=0, peer_value=unfiltered)
    yield Figure(name="speech.false_utterances_of_30_min", value=found, unit="1")


def _day(length_s: int) -> Samples:
    """Return room noise in which somebody talks now and then."""
    noise = np.random.default_rng(3).standard_normal(length_s * RATE_HZ).astype(np.float32) * np.float32(1e-3)
    talk = make_talk("en", 24, pause_s=0.7).samples
    every = round(len(talk) / SPEECH_SHARE)
    for start in range(0, len(noise) - len(talk), every):
        noise[start : start + len(talk)] += talk
    return noise


def _taken_for_speech(voices: VoiceModel, sound: Samples) -> Iterator[Window]:
    ear = Ear(voices)
    findings = [
        finding
        for start in range(0, len(sound), PIECE)
        for finding in ear.hear(start // RATE_KHZ, sound[start : start + PIECE])
    ]
    for finding in [*findings, *ear.flush()]:
        if isinstance(finding, Utterance):
            yield Window(samples=sound[max(0, finding.start_ms) * RATE_KHZ : finding.end_ms * RATE_KHZ])
