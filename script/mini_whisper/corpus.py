"""Speak the training corpus: `samples.npy` (int16, 16 kHz) and `index.json`.

Everything held out for the evaluation (variants, speeds, sentences) is named
in `voices.py` and `sentences.py` and never used here.
"""

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sentences import UNSEEN, everyday, shuffled, spliced
from voices import (
    ESPEAK_ACCENTS,
    FLITE_VOICES,
    TRAINED_FLITE_STRETCH,
    TRAINED_VARIANTS,
    TRAINED_WORDS_PER_MINUTE,
    Espeak,
    Utterance,
    Word,
    flite,
)

EVERYDAY_SHARE, SPLICED_SHARE = 0.6, 0.2


def texts(language: str, count: int, rng: random.Random) -> Iterator[str]:
    """Yield sentences: every promised one in turn, mixed with new combinations."""
    promised = everyday()[language]
    unseen = set(UNSEEN[language])
    turn: list[str] = []
    while count:
        turn = turn or rng.sample(promised, len(promised))
        kind = rng.random()
        if kind < EVERYDAY_SHARE:
            text = turn.pop()
        elif kind < EVERYDAY_SHARE + SPLICED_SHARE:
            text = spliced(promised, rng)
        else:
            text = shuffled(language, rng)
        if text not in unseen:
            count -= 1
            yield text


def speak_espeak(language: str, count: int, rng: random.Random) -> Iterator[Utterance]:
    """Speak sentences with the trained variants and speeds of espeak-ng."""
    espeak = Espeak.shared()
    for text in texts(language, count, rng):
        accent, variant = rng.choice(ESPEAK_ACCENTS[language]), rng.choice(TRAINED_VARIANTS)
        voice = f"{accent}+{variant}" if variant else accent
        yield espeak.speak(text, voice, rng.randint(*TRAINED_WORDS_PER_MINUTE), rng.randint(30, 70))


def speak_flite(count: int, rng: random.Random) -> Iterator[Utterance]:
    """Speak English sentences with the trained speeds of flite."""
    for text in texts("en", count, rng):
        yield flite(text, rng.choice(FLITE_VOICES), round(rng.uniform(*TRAINED_FLITE_STRETCH), 2))


def save(folder: Path, utterances: list[Utterance]) -> None:
    """Write the corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    scaled = [(u.samples / max(0.05, float(np.abs(u.samples).max())) * 32000).astype(np.int16) for u in utterances]
    ends = np.cumsum([len(samples) for samples in scaled])
    index = [
        {"language": u.language, "voice": u.voice, "end": int(end), "words": [asdict(word) for word in u.words]}
        for u, end in zip(utterances, ends, strict=True)
    ]
    np.save(folder / "samples.npy", np.concatenate(scaled))
    (folder / "index.json").write_text(json.dumps(index, ensure_ascii=False), encoding="utf-8")


class Corpus:
    """A saved corpus, its samples memory-mapped."""

    def __init__(self, folder: Path) -> None:
        """Open the corpus in `folder`."""
        self._samples: NDArray[np.int16] = np.load(folder / "samples.npy", mmap_mode="r")
        self._index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        self.languages = [entry["language"] for entry in self._index]

    def __len__(self) -> int:
        """Return the number of utterances."""
        return len(self._index)

    def __getitem__(self, number: int) -> Utterance:
        """Return one utterance, its peak near 1."""
        entry = self._index[number]
        start = self._index[number - 1]["end"] if number else 0
        samples = self._samples[start : entry["end"]].astype(np.float32) / 32768
        return Utterance(entry["language"], entry["voice"], samples, tuple(Word(**word) for word in entry["words"]))


def main() -> None:
    """Speak and save the corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--english", type=int, default=3400, help="utterances of espeak-ng")
    parser.add_argument("--flite", type=int, default=2400, help="utterances of flite")
    parser.add_argument("--german", type=int, default=3200, help="utterances of espeak-ng")
    options = parser.parse_args()
    rng = random.Random(7)
    spoken = [
        *speak_espeak("en", options.english, rng),
        *speak_flite(options.flite, rng),
        *speak_espeak("de", options.german, rng),
    ]
    save(options.folder, spoken)
    total_s = sum(len(utterance.samples) for utterance in spoken) / 16000
    print(f"{len(spoken)} utterances, {total_s:.0f} s")


if __name__ == "__main__":
    main()
