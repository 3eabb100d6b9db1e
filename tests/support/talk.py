"""A long talk in voices and speeds that the miniature model was not trained on, with every word's place in it."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from mini_whisper.voices import (
    FLITE_VOICES,
    HELD_OUT_FLITE_STRETCH,
    HELD_OUT_VARIANTS,
    HELD_OUT_WORDS_PER_MINUTE,
    Espeak,
    Utterance,
    flite,
)

from wallflower.demo.model import known_sentences
from wallflower.speech.sound import RATE_HZ, Samples

# Voices of flite's that differ as people do, slow enough for a new speaker to be told by one sentence.
PAIR = ("slt", "rms")
_PAIR_STRETCH = 1.25
_ACCENTS = {"en": "en-us", "de": "de"}
_PEAK = 0.3
_HISS = 3e-4


@dataclass(frozen=True, slots=True)
class Said:
    """A word, when it begins and ends in seconds of the talk, and in which voice, if that is one of a few."""

    text: str
    start_s: float
    end_s: float
    voice: str = ""

    def later(self, by_s: float) -> Said:
        """Return the word said so many seconds later."""
        return replace(self, start_s=self.start_s + by_s, end_s=self.end_s + by_s)


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said, sentence by sentence, and its sound at 16 kHz."""

    samples: Samples
    sentences: tuple[tuple[Said, ...], ...]

    @property
    def length_s(self) -> float:
        """How long it lasts."""
        return len(self.samples) / RATE_HZ

    def cut(self, sentence: tuple[Said, ...], around_s: float) -> Samples:
        """Return the sound of a sentence with what is around it."""
        first, last = sentence[0].start_s - around_s, sentence[-1].end_s + around_s
        return self.samples[round(first * RATE_HZ) : round(last * RATE_HZ)]

    def only(self, sentences: Iterable[tuple[Said, ...]], around_s: float = 0.8) -> Talk:
        """Return the talk of these sentences alone."""
        pieces: list[Samples] = []
        moved: list[tuple[Said, ...]] = []
        for sentence in sentences:
            by_s = sum(map(len, pieces)) / RATE_HZ + around_s - sentence[0].start_s
            pieces.append(self.cut(sentence, around_s))
            moved.append(tuple(word.later(by_s) for word in sentence))
        return Talk(np.concatenate(pieces), tuple(moved))


def make_talk(language: str, count: int, *, seed: int = 5, pause_s: float = 1.6, voices: Sequence[str] = ()) -> Talk:
    """Say `count` sentences of the model's vocabulary, with pauses that end an utterance.

    With `voices` of flite's these take turns, with the longest sentences there are.
    """
    rng = random.Random(seed)
    pieces: list[Samples] = [np.zeros(RATE_HZ, np.float32)]
    sentences: list[tuple[Said, ...]] = []
    known = known_sentences()[language]
    texts = sorted(known, key=len)[-2 * count :] if voices else known
    for number, text in enumerate(rng.sample(texts, count)):
        voice = voices[number % len(voices)] if voices else ""
        spoken = flite(text, voice, _PAIR_STRETCH) if voice else _speak(text, language, rng)
        begin_s = sum(map(len, pieces)) / RATE_HZ
        sentences.append(tuple(Said(w.text, begin_s + w.start_s, begin_s + w.end_s, voice) for w in spoken.words))
        pieces += [_level(spoken.samples), np.zeros(round(pause_s * RATE_HZ), np.float32)]
    sound = np.concatenate(pieces)
    hiss = np.random.default_rng(seed).standard_normal(len(sound)).astype(np.float32) * np.float32(_HISS)
    return Talk(sound + hiss, tuple(sentences))


def position_of(talk: Talk, heard: Samples) -> float:
    """Return the second of `heard` at which the talk begins (negative: before it), by the best fit of the two."""
    length = 1 << (len(talk.samples) + len(heard)).bit_length()  # other lengths take many times as long
    spectra = [np.fft.rfft(part, length) for part in (heard, talk.samples)]
    fit = np.fft.irfft(spectra[0] * np.conj(spectra[1]), length)
    best = int(np.argmax(fit))
    return (best if best < len(heard) else best - length) / RATE_HZ


def sentences_within(talk: Talk, begins_s: float, length_s: float) -> Iterator[tuple[Said, ...]]:
    """Yield the sentences that a recording holds whole in which the talk begins at `begins_s`, in its own seconds."""
    for sentence in talk.sentences:
        moved = tuple(word.later(begins_s) for word in sentence)
        if moved[0].start_s >= 1.0 and moved[-1].end_s <= length_s - 1.0:
            yield moved


def _speak(text: str, language: str, rng: random.Random) -> Utterance:
    if language == "en" and rng.random() < 0.5:
        return flite(text, rng.choice(FLITE_VOICES), round(rng.uniform(*HELD_OUT_FLITE_STRETCH), 2))
    voice = f"{_ACCENTS[language]}+{rng.choice(HELD_OUT_VARIANTS)}"
    return Espeak.shared().speak(text, voice, rng.randint(*HELD_OUT_WORDS_PER_MINUTE), rng.randint(35, 65))


def _level(samples: Samples) -> Samples:
    return (samples * (_PEAK / float(np.abs(samples).max()))).astype(np.float32)
