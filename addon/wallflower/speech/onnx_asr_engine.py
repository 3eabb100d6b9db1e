"""An engine for models that are not Whisper's: NVIDIA's Parakeet, GigaAM, Vosk or T-one in ONNX, from a directory.

The library (onnx-asr) would fetch a model that it knows by name; here it is given a directory and told to stay offline,
and what kind of model it is comes from the directory's own `config.json`. Kinds that give no times of their tokens are
refused: the engine promises times.
"""

import json
import math
from collections.abc import Iterator
from pathlib import Path

import onnxruntime
from onnx_asr.asr import TimestampedResult
from onnx_asr.loader import Manager

from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.speech.engine import EngineSpec, Heard, HeardSegment, HeardWord, Runs, Window
from wallflower.speech.inference import compression
from wallflower.speech.sound import RATE_HZ
from wallflower.wire_options import SpeechTask

CONFIG, KIND = "config.json", "model_type"
WITHOUT_TIMES = frozenset({"nemo-canary-1b-v2", "nemo-conformer-aed", "whisper", "whisper-base", "whisper-ort"})
QUANTISED = "int8"
PROVIDER = "CPUExecutionProvider"
TOKEN_S = 0.08  # one step of these encoders
# These models give no segments, and of a word only when its last token began. A pause this long ends a segment;
# utterances that share a window are further apart.
PAUSE_S = 0.7
# Its features divide by the number of their frames of 10 ms.
LEAST_SAMPLES = RATE_HZ // 10


class OnnxAsrEngine:
    """A model in this process."""

    def __init__(self, spec: EngineSpec) -> None:
        """Load the model, its int8 version where there is one; raise `ModelMissingError` with the fix."""
        directory = Path(spec.place)
        kind = _kind(directory)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = spec.threads
        quantisation = QUANTISED if any(directory.glob(f"*.{QUANTISED}.onnx")) else None
        model = Manager(options, [PROVIDER]).create_asr(kind, directory, quantization=quantisation, offline=True)
        self._model = model.with_timestamps()
        self._runs = Runs(device="cpu", compute_type=quantisation or "float32", threads=spec.threads)

    @property
    def runs(self) -> Runs:
        """Tell what it runs on."""
        return self._runs

    def transcribe(self, window: Window) -> Heard:
        """Return what is said; the language is the one that was asked for, as the model tells none."""
        if window.task is not SpeechTask.TRANSCRIBE:
            raise UnavailableError("this engine does not translate: choose another one for this camera")
        if len(window.samples) < LEAST_SAMPLES:
            return Heard(language=window.language)
        result = self._model.recognize(window.samples, sample_rate=16_000)
        words = list(_words(result, len(window.samples) / RATE_HZ))
        segments = tuple(_segment(group) for group in _sentences(words))
        return Heard(language=window.language, segments=segments)


def create(spec: EngineSpec) -> OnnxAsrEngine:
    """Load the model in the directory `spec.place`."""
    return OnnxAsrEngine(spec)


def _kind(directory: Path) -> str:
    """Return what kind of model it is; raise `ModelMissingError` where that cannot be used."""
    try:
        kind = json.loads((directory / CONFIG).read_bytes()).get(KIND)
    except (OSError, ValueError, RecursionError, AttributeError) as error:
        message = f"the speech model {directory.name!r} has no {CONFIG} that names its {KIND}: copy the whole model"
        raise ModelMissingError(message, field="speech_model") from error
    if not isinstance(kind, str) or kind in WITHOUT_TIMES:
        message = f"the speech model {directory.name!r} is of a kind that tells no times of its words: choose another"
        raise ModelMissingError(message, field="speech_model")
    return kind


def _words(result: TimestampedResult, length_s: float) -> Iterator[HeardWord]:
    """Join tokens to words: a token that begins with a space begins one."""
    told = zip(result.tokens or (), result.timestamps or (), result.logprobs or (), strict=True)
    group: list[tuple[str, float, float]] = []
    for token, at_s, logprob in told:
        if token.startswith(" ") and group:
            yield from _word(group, length_s)
            group = []
        group.append((token, at_s, logprob))
    yield from _word(group, length_s)


def _word(group: list[tuple[str, float, float]], length_s: float) -> Iterator[HeardWord]:
    text = "".join(token for token, _, _ in group).strip()
    if text:
        yield HeardWord(
            text=text,
            start_s=min(group[0][1], length_s),
            end_s=min(group[-1][1] + TOKEN_S, length_s),
            probability=math.exp(min(0.0, sum(logprob for _, _, logprob in group) / len(group))),
        )


def _sentences(words: list[HeardWord]) -> Iterator[list[HeardWord]]:
    group: list[HeardWord] = []
    for word in words:
        if group and word.start_s - group[-1].end_s > PAUSE_S:
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _segment(words: list[HeardWord]) -> HeardSegment:
    text = " ".join(word.text for word in words)
    logprobs = [math.log(max(word.probability or 0.0, 1e-9)) for word in words]
    return HeardSegment(
        text=text,
        start_s=words[0].start_s,
        end_s=words[-1].end_s,
        words=tuple(words),
        logprob=sum(logprobs) / len(logprobs),
        compression=compression(text),
    )
