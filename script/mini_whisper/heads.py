"""Measure how well each cross-attention head of a model gives word times."""

import argparse
import json
import random
import shutil
import tempfile
from itertools import combinations
from pathlib import Path

import numpy as np
from evaluate import GOOD_WORD_TIME_S, Evaluation, Score, espeak_speaker, flite_speaker
from sentences import everyday
from voices import HELD_OUT_VARIANTS, TRAINED_FLITE_STRETCH, TRAINED_WORDS_PER_MINUTE, Utterance

Heads = list[tuple[int, int]]


def spoken(count: int) -> list[list[Utterance]]:
    """Return windows of three utterances in English (both synthesisers) and German."""
    rng, texts = random.Random(3), everyday()
    speakers = [
        ("en", espeak_speaker("en", HELD_OUT_VARIANTS, TRAINED_WORDS_PER_MINUTE)),
        ("en", flite_speaker(TRAINED_FLITE_STRETCH)),
        ("de", espeak_speaker("de", HELD_OUT_VARIANTS, TRAINED_WORDS_PER_MINUTE)),
    ]
    return [
        [speak(text, rng) for text in rng.sample(texts[language], 3)]
        for language, speak in speakers
        for _ in range(count)
    ]


def score_of(model: Path, heads: Heads, windows: list[list[Utterance]]) -> Score:
    """Measure a copy of the model with these alignment heads."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "model"
        shutil.copytree(model, folder)
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        config["alignment_heads"] = heads
        (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
        return Evaluation(folder).measure(str(heads), windows)


def main() -> None:
    """Rank the heads, then the best pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--count", type=int, default=10, help="windows per synthesiser and language")
    options = parser.parse_args()
    windows = spoken(options.count)

    def quality(heads: Heads) -> float:
        score = score_of(options.model, heads, windows)
        errors = np.array([*score.start_errors_s, *score.end_errors_s] or [9.0])
        return float(np.mean(errors <= GOOD_WORD_TIME_S) - errors.mean())

    singles = sorted((quality([(layer, head)]), (layer, head)) for layer in (0, 1) for head in range(4))
    best = [head for _, head in singles[-3:]]
    ranked = sorted((quality(list(pair)), pair) for pair in combinations(best, 2))
    print("best pair", ranked[-1][1])


if __name__ == "__main__":
    main()
