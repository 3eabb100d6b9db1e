"""Training examples: up to 30 s of sound with one or several utterances."""

from dataclasses import dataclass, field

import numpy as np
from corpus import Corpus
from noises import background, nonspeech
from numpy.typing import NDArray
from tokens import MAX_INITIAL_TIMESTAMP_S, TIMESTAMP_STEP_S, Vocabulary
from voices import SAMPLE_RATE, Utterance

FRAMES_PER_S = 50
NONSPEECH_SHARE = 0.12
UNTIMED_SHARE = 0.35
IGNORED = -100
Span = tuple[int, int]


@dataclass(slots=True)
class Example:
    """Samples with the tokens to read and, for each, the token to predict and where to look."""

    samples: NDArray[np.float32]
    tokens: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    spans: list[Span | None] = field(default_factory=list)
    frame_words: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))


class WindowMaker:
    """Draws examples from a corpus."""

    def __init__(self, corpus: Corpus, vocabulary: Vocabulary, seed: int = 0) -> None:
        """Remember which utterances belong to which language."""
        self._corpus, self._vocabulary = corpus, vocabulary
        self._rng = np.random.default_rng(seed)
        self._by_language = {
            language: np.flatnonzero([other == language for other in corpus.languages])
            for language in sorted(set(corpus.languages))
        }

    def draw(self, length_s: float) -> Example:
        """Return an example at most `length_s` long."""
        if self._rng.random() < NONSPEECH_SHARE:
            return self._silent(length_s)
        language = "en" if self._rng.random() < 0.62 else "de"
        placed = self._place(language, length_s)
        end_s = placed[-1][0] + len(placed[-1][1].samples) / SAMPLE_RATE
        total_s = self._rng.uniform(end_s, min(length_s, end_s + self._rng.choice([0.3, 1.0, 4.0])))
        samples = self._sound(placed, int(total_s * SAMPLE_RATE) + 1)
        example = Example(samples, frame_words=self._label(placed, len(samples)))
        self._write_speech(example, language, placed)
        return example

    def _silent(self, length_s: float) -> Example:
        """Return sound without speech: the answer is `nospeech`, or no words in any language."""
        length = int(self._rng.uniform(0.3, length_s) * SAMPLE_RATE)
        example = Example(nonspeech(length, self._rng))
        example.frame_words = np.zeros(length * FRAMES_PER_S // SAMPLE_RATE, np.int64)
        names = self._vocabulary
        language = names.special(str(self._rng.choice(["en", "de"])))
        first = names.timestamp(0) if self._rng.random() > UNTIMED_SHARE else names.special("notimestamps")
        example.tokens = [names.special("startoftranscript"), language, names.special("transcribe"), first]
        timed = first >= names.untimed_count
        example.targets = [names.special("nospeech"), IGNORED, first if timed else IGNORED, names.special("endoftext")]
        example.spans = [None] * 4
        return example

    def _place(self, language: str, length_s: float) -> list[tuple[float, Utterance]]:
        """Choose utterances and their starts in seconds."""
        rng, placed = self._rng, []
        wanted = rng.integers(max(1, int(length_s / 5)), max(2, int(length_s / 2.2) + 1))
        mean_gap_s = rng.choice([0.3, 0.7, 1.6])
        now_s = rng.choice([0.0, rng.uniform(0, 0.6), rng.uniform(0, 1.5)])
        while len(placed) < wanted:
            utterance = self._vary(self._corpus[int(rng.choice(self._by_language[language]))])
            end_s = now_s + len(utterance.samples) / SAMPLE_RATE
            if end_s > length_s - 0.1:
                if placed:
                    break
                now_s = 0.0
                continue
            placed.append((now_s, utterance))
            now_s = end_s + 0.25 + min(3.0, rng.exponential(mean_gap_s))
        return placed

    def _vary(self, utterance: Utterance) -> Utterance:
        """Change tempo and pitch together by up to 8 %."""
        ratio = self._rng.uniform(0.92, 1.08)
        old = utterance.samples
        new = np.interp(np.arange(0, len(old) - 1, ratio), np.arange(len(old)), old).astype(np.float32)
        words = tuple(type(word)(word.text, word.start_s / ratio, word.end_s / ratio) for word in utterance.words)
        return Utterance(utterance.language, utterance.voice, new, words)

    def _sound(self, placed: list[tuple[float, Utterance]], length: int) -> NDArray[np.float32]:
        """Mix the utterances with a background and a random loudness."""
        rng = self._rng
        out, near = np.zeros(length, np.float32), np.zeros(length, np.float32)
        level = 10 ** rng.uniform(-1.4, -0.05)
        for start_s, utterance in placed:
            first = int(start_s * SAMPLE_RATE)
            samples = utterance.samples[: length - first] * np.float32(level * 10 ** rng.uniform(-0.3, 0))
            out[first : first + len(samples)] += samples
            near[max(0, first - 4000) : first + len(samples) + 6000] = 1
        loudness = np.sqrt(np.mean(out[out != 0] ** 2))
        snr_db = rng.choice([rng.uniform(8, 22), rng.uniform(15, 35), rng.uniform(30, 60)])
        noise = background(length, rng) * np.float32(loudness * 10 ** (-snr_db / 20))
        if rng.random() < 0.25:
            noise *= near
        return np.clip(out + noise, -1, 1)

    def _label(self, placed: list[tuple[float, Utterance]], length: int) -> NDArray[np.int64]:
        """Name the word spoken in every 20 ms frame; 0 is none."""
        labels = np.zeros(length * FRAMES_PER_S // SAMPLE_RATE, np.int64)
        for start_s, utterance in placed:
            for word in utterance.words:
                first, last = _span(start_s + word.start_s, start_s + word.end_s)
                labels[first:last] = self._vocabulary.words.index(word.text) + 1
        return labels

    def _write_speech(self, example: Example, language: str, placed: list[tuple[float, Utterance]]) -> None:
        """Write the tokens of the transcript, with or without timestamps."""
        names, rng = self._vocabulary, self._rng
        timed = rng.random() > UNTIMED_SHARE
        tokens = [names.special("startoftranscript"), names.special(language), names.special("transcribe")]
        spans: list[Span | None] = [None, None]
        if not timed:
            tokens.append(names.special("notimestamps"))
            spans.append(None)
        for start_s, utterance in placed:
            end_s = start_s + len(utterance.samples) / SAMPLE_RATE
            if timed:
                limit_s = MAX_INITIAL_TIMESTAMP_S if len(tokens) == 3 else 30.0
                tokens.append(names.timestamp(min(start_s, limit_s) + rng.uniform(-1, 1) * TIMESTAMP_STEP_S))
                spans.append(_span(start_s - 0.1, start_s + 0.15))
            tokens += [names.word(word.text) for word in utterance.words]
            spans += [_span(start_s + word.start_s, start_s + word.end_s) for word in utterance.words]
            if timed:
                tokens.append(names.timestamp(end_s + rng.uniform(-1, 1) * TIMESTAMP_STEP_S))
                spans.append(_span(end_s - 0.15, end_s + 0.1))
        example.tokens, example.targets = tokens, [*tokens[1:], names.special("endoftext")]
        example.targets[1] = IGNORED
        if not timed:
            example.targets[2] = IGNORED
        example.spans = [*spans, None]


def _span(start_s: float, end_s: float) -> Span:
    """Return the frames from start to end, at least one."""
    first = max(0, int(start_s * FRAMES_PER_S))
    return first, max(first + 1, int(np.ceil(end_s * FRAMES_PER_S)))
