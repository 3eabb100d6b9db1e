"""Measure a model directory with faster-whisper: print one row per condition.

Needs faster-whisper, numpy, flite, espeak-ng and ffmpeg, but not torch.
"""

import argparse
import os
import random
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from noises import KINDS, colored
from numpy.typing import NDArray
from sentences import UNSEEN, everyday
from voices import (
    FLITE_VOICES,
    HELD_OUT_FLITE_STRETCH,
    HELD_OUT_VARIANTS,
    HELD_OUT_WORDS_PER_MINUTE,
    SAMPLE_RATE,
    TRAINED_FLITE_STRETCH,
    TRAINED_VARIANTS,
    TRAINED_WORDS_PER_MINUTE,
    Espeak,
    Utterance,
    Word,
    flite,
)

os.environ["HF_HUB_OFFLINE"] = "1"
from faster_whisper import WhisperModel
from faster_whisper.transcribe import Word as Heard

Samples = NDArray[np.float32]
Speaker = Callable[[str, random.Random], Utterance]
GOOD_WORD_TIME_S = 0.3
# Longer silence before the first word counts as a part of it: Whisper's alignment begins at 0.
LEAD_S = 0.25
HEADING = (
    f"{'condition':44} {'WER':>6} {'exact':>7} {'lang':>7} {'segm':>7}{'start':>10} {'good':>6} {'end':>9} {'good':>6}"
)
PLAIN = {"beam_size": 1, "temperature": 0.0, "condition_on_previous_text": False}


@dataclass(slots=True)
class Score:
    """Counts of one condition."""

    name: str
    words: int = 0
    errors: int = 0
    windows: int = 0
    exact: int = 0
    languages: int = 0
    segments_right: int = 0
    start_errors_s: list[float] = field(default_factory=list)
    end_errors_s: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Return the row of the table."""
        start, end = (np.array(errors or [np.nan]) for errors in (self.start_errors_s, self.end_errors_s))
        return (
            f"{self.name:44} {self.errors / max(1, self.words):6.1%} {self.exact:3}/{self.windows:<3} "
            f"{self.languages:3}/{self.windows:<3} {self.segments_right:3}/{self.windows:<3} "
            f"{np.median(start) * 1000:6.0f} ms {np.mean(start <= GOOD_WORD_TIME_S):6.1%} "
            f"{np.median(end) * 1000:6.0f} ms {np.mean(end <= GOOD_WORD_TIME_S):6.1%}"
        )


def edit_distance(expected: list[str], heard: list[str]) -> int:
    """Return the Levenshtein distance in words."""
    row = list(range(len(heard) + 1))
    for count, word in enumerate(expected, 1):
        previous, row[0] = row[0], count
        for place, other in enumerate(heard, 1):
            previous, row[place] = row[place], min(previous + (word != other), row[place] + 1, row[place - 1] + 1)
    return row[-1]


def espeak_speaker(language: str, variants: tuple[str, ...], speeds: tuple[int, int]) -> Speaker:
    """Return a speaker which takes a random variant and speed of espeak-ng."""
    accents = {"en": ("en-us", "en"), "de": ("de",)}[language]

    def speak(text: str, rng: random.Random) -> Utterance:
        variant = rng.choice(variants)
        voice = rng.choice(accents) + (f"+{variant}" if variant else "")
        return Espeak.shared().speak(text, voice, rng.randint(*speeds), rng.randint(35, 65))

    return speak


def flite_speaker(stretch: tuple[float, float]) -> Speaker:
    """Return a speaker which takes a random voice of flite."""
    return lambda text, rng: flite(text, rng.choice(FLITE_VOICES), round(rng.uniform(*stretch), 2))


def clean(samples: Samples) -> Samples:
    """Add only the faintest noise."""
    return samples + np.random.default_rng(1).standard_normal(len(samples)).astype(np.float32) * 3e-4


def noisy(samples: Samples, snr_db: float = 20) -> Samples:
    """Add pink-like noise at a signal-to-noise ratio measured over the speech."""
    loud = samples[np.abs(samples) > 1e-4]
    noise = colored(len(samples), np.random.default_rng(2), 0.5)
    return samples + noise * np.float32(np.sqrt(np.mean(loud**2)) * 10 ** (-snr_db / 20))


def through_aac(samples: Samples) -> Samples:
    """Encode to AAC at 64 kbit/s and decode again."""
    raw = ["-f", "f32le", "-ar", str(SAMPLE_RATE), "-ac", "1"]
    quiet = ["ffmpeg", "-hide_banner", "-loglevel", "error"]
    packed = subprocess.run(
        [*quiet, *raw, "-i", "-", "-c:a", "aac", "-b:a", "64k", "-f", "adts", "-"],
        input=clean(samples).tobytes(),
        capture_output=True,
        check=True,
    ).stdout
    decoded = subprocess.run(
        [*quiet, "-f", "aac", "-i", "-", *raw, "-"], input=packed, capture_output=True, check=True
    ).stdout
    return np.frombuffer(decoded, np.float32)[1024:]


class Evaluation:
    """Runs conditions through one model."""

    def __init__(self, folder: Path, seed: int = 5) -> None:
        """Load the model as the product does."""
        self.model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)
        self._rng = random.Random(seed)

    def window(self, utterances: list[Utterance], gaps_s: tuple[float, float]) -> tuple[Samples, list[Word]]:
        """Join utterances with silence between them; return samples and the words in them."""
        parts, words, now_s = [], [], 0.0
        for utterance in utterances:
            gap_s = self._rng.uniform(*gaps_s) if parts else LEAD_S
            level = self._rng.uniform(0.3, 0.9) / np.abs(utterance.samples).max()
            parts += [np.zeros(int(gap_s * SAMPLE_RATE), np.float32), utterance.samples * np.float32(level)]
            now_s += gap_s
            words += [Word(word.text, word.start_s + now_s, word.end_s + now_s) for word in utterance.words]
            now_s += len(utterance.samples) / SAMPLE_RATE
        return np.concatenate([*parts, np.zeros(8000, np.float32)]), words

    def measure(
        self,
        name: str,
        windows: list[list[Utterance]],
        change: Callable[[Samples], Samples] = clean,
        gaps_s: tuple[float, float] = (0.3, 2.0),
    ) -> Score:
        """Transcribe every window and count."""
        score = Score(name)
        for utterances in windows:
            samples, words = self.window(utterances, gaps_s)
            segments, info = self.model.transcribe(change(samples), word_timestamps=True, **PLAIN)
            found = list(segments)
            score.segments_right += len(found) == len(utterances)
            score.languages += info.language == utterances[0].language
            self._count(score, words, [word for segment in found for word in segment.words or ()])
        print(score.row(), flush=True)
        return score

    @staticmethod
    def _count(score: Score, words: list[Word], heard: list[Heard]) -> None:
        """Add the words of one window to the score; times count only where the words are right."""
        expected, got = [word.text for word in words], [word.word.strip() for word in heard]
        score.windows += 1
        score.words += len(expected)
        score.errors += edit_distance(expected, got)
        if expected == got:
            score.exact += 1
            for word, other in zip(words, heard, strict=True):
                score.start_errors_s.append(abs(word.start_s - float(other.start)))
                score.end_errors_s.append(abs(word.end_s - float(other.end)))

    def sounds(self, count: int) -> None:
        """Print how often sound without speech gets text, and how much of it the product's gate lets pass."""
        rng = np.random.default_rng(99)
        for kind in dict.fromkeys(KINDS):
            lowest, texts, passed = 1.0, 0, 0
            for _ in range(count):
                samples = kind(int(rng.uniform(1, 29) * SAMPLE_RATE), rng) * np.float32(10 ** rng.uniform(-3.5, -0.8))
                segments, _ = self.model.transcribe(np.clip(samples, -1, 1), language="en", **PLAIN)
                for segment in segments:
                    texts += 1
                    passed += not gated(segment.no_speech_prob, segment.avg_logprob)
                lowest = min(lowest, self._no_speech(samples))
            name = kind.__name__.strip("_")
            print(f"{name:12} lowest no_speech {lowest:.3f}, segments with text {texts}, passing the gate {passed}")

    def _no_speech(self, samples: Samples) -> float:
        """Return the model's own probability that nobody speaks."""
        features = self.model.feature_extractor(samples)[:, :3000]
        padded = np.zeros((80, 3000), np.float32)
        padded[:, : features.shape[1]] = features
        tokens = [
            self.model.hf_tokenizer.token_to_id(f"<|{name}|>") for name in ("startoftranscript", "en", "transcribe")
        ]
        answer = self.model.model.generate(self.model.encode(padded), [tokens], return_no_speech_prob=True)
        return float(answer[0].no_speech_prob)


def gated(no_speech: float, logprob: float) -> bool:
    """Return whether the product drops such a segment."""
    return no_speech > 0.9 or (no_speech > 0.6 and logprob < -0.7)


def speakers() -> list[tuple[str, str, Speaker]]:
    """Return (condition, language, speaker)."""
    trained, fast = TRAINED_WORDS_PER_MINUTE, HELD_OUT_WORDS_PER_MINUTE
    return [
        ("flite, trained speeds", "en", flite_speaker(TRAINED_FLITE_STRETCH)),
        ("flite, faster than trained", "en", flite_speaker(HELD_OUT_FLITE_STRETCH)),
        *(
            (f"espeak {language}, {name}", language, espeak_speaker(language, variants, speeds))
            for language in ("en", "de")
            for name, variants, speeds in (
                ("trained variants and speeds", TRAINED_VARIANTS, trained),
                ("held-out variants", HELD_OUT_VARIANTS, trained),
                ("held-out variants and faster", HELD_OUT_VARIANTS, fast),
            )
        ),
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--count", type=int, default=40, help="windows per condition")
    options = parser.parse_args()
    rng, texts, count = random.Random(11), everyday(), options.count
    evaluation = Evaluation(options.model)
    print(HEADING)
    strange: dict[str, list[list[Utterance]]] = {"en": [], "de": []}
    for name, language, speak in speakers():
        windows = [[speak(text, rng)] for text in rng.sample(texts[language], count)]
        evaluation.measure(name, windows)
        if "faster" in name:
            strange[language] += windows
    for language, windows in strange.items():
        evaluation.measure(f"{language}, held-out voices and speeds, AAC 64k", windows, through_aac)
        evaluation.measure(f"{language}, held-out voices and speeds, noise 20 dB", windows, noisy)
        speak = espeak_speaker(language, HELD_OUT_VARIANTS, TRAINED_WORDS_PER_MINUTE)
        fresh = [[speak(text, rng)] for text in UNSEEN[language] for _ in range(max(1, count // 20))]
        evaluation.measure(f"{language}, unseen sentences, held-out variants", fresh)
        for many in (2, 3, 4, 5):
            joined = [[speak(text, rng) for text in rng.sample(texts[language], many)] for _ in range(count // 2)]
            evaluation.measure(f"{language}, {many} utterances, held-out variants", joined)
    evaluation.sounds(count // 2)


if __name__ == "__main__":
    main()
