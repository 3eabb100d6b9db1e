"""What a WhisperLive server says, read without trusting it."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from wallflower.speech.engine import HeardSegment, HeardWord
from wallflower.speech.inference import compression, from_text
from wallflower.speech.remote import AnswerError
from wallflower.speech.sound import RATE_HZ, Samples

MOST_SEGMENTS = 1_000
MOST_CHARACTERS = 200_000
LEAST_PROBABILITY = 1e-4


def read_message(text: str) -> dict[str, Any]:
    """Return a message; raise `AnswerError` for what is none."""
    try:
        message = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AnswerError("sent no JSON") from error
    if not isinstance(message, dict):
        raise AnswerError("sent no message")
    return message


def read_segments(told: Any, samples: Samples) -> tuple[HeardSegment, ...]:
    """Return a message's `segments` about these samples; raise `AnswerError` for what is none."""
    if not isinstance(told, list) or len(told) > MOST_SEGMENTS:
        raise AnswerError("sent no segments")
    texts = [_text(item) for item in told]
    if sum(map(len, texts)) > MOST_CHARACTERS:
        raise AnswerError("sent too much text")
    segments = (_segment(item, text, samples) for item, text in zip(told, texts, strict=True) if text)
    return tuple(segment for segment in segments if segment is not None)


def _text(item: Any) -> str:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise AnswerError("sent no segments")
    return " ".join(item["text"].split())


def _segment(item: dict[str, Any], text: str, samples: Samples) -> HeardSegment | None:
    length_s = len(samples) / RATE_HZ
    start_s, end_s = _second(item.get("start"), length_s), _second(item.get("end"), length_s)
    words = tuple(_words(item.get("words"), length_s))
    if not words:
        return _laid_out(text, samples, start_s, max(start_s, end_s))
    logprobs = [math.log(max(word.probability, LEAST_PROBABILITY)) for word in words if word.probability is not None]
    return HeardSegment(
        text=text,
        start_s=start_s,
        end_s=max(start_s, end_s),
        words=words,
        logprob=sum(logprobs) / len(logprobs) if logprobs else None,
        compression=compression(text),
    )


def _laid_out(text: str, samples: Samples, start_s: float, end_s: float) -> HeardSegment | None:
    """Return a segment of a server that tells no words' times, with probable ones between its own."""
    inferred = from_text(text, samples[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)])
    if inferred is None:
        return None
    words = tuple(
        replace(word, start_s=min(start_s + word.start_s, end_s), end_s=min(start_s + word.end_s, end_s))
        for word in inferred.words
    )
    return replace(inferred, start_s=start_s, end_s=end_s, words=words)


def _words(told: Any, length_s: float) -> Iterator[HeardWord]:
    for item in told if isinstance(told, list) else ():
        if not isinstance(item, dict) or not isinstance(item.get("word"), str):
            raise AnswerError("sent no words")
        start_s = _second(item.get("start"), length_s)
        end_s = max(start_s, _second(item.get("end"), length_s))
        probability = item.get("probability")
        known = min(max(float(probability), 0.0), 1.0) if isinstance(probability, int | float) else None
        if text := item["word"].strip():
            yield HeardWord(text=text, start_s=start_s, end_s=end_s, probability=known)


def _second(told: Any, length_s: float) -> float:
    """Return a time, which comes as text, inside of the window."""
    try:
        value = float(told)
    except (TypeError, ValueError) as error:
        raise AnswerError("sent no times") from error
    if not math.isfinite(value):
        raise AnswerError("sent no times")
    return min(max(value, 0.0), length_s)
