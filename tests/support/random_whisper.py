"""Whisper models of the exact sizes with weights of chance: they say nothing, but load and weigh like real ones."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import whisper_spec
from faster_whisper.tokenizer import _LANGUAGE_CODES
from numpy.typing import NDArray
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

LANGUAGES = 99
NEWER_LANGUAGES = ("yue",)  # of large-v3 alone
TEXT_TOKENS = 50_256
TIMESTAMPS = 1501
FRAMES = 1500
LONGEST_TEXT = 448


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a model is."""

    width: int
    encoder_layers: int
    decoder_layers: int
    heads: int


SHAPES = {"tiny": Shape(384, 4, 4, 6), "base": Shape(512, 6, 6, 8), "small": Shape(768, 12, 12, 12)}


def build(directory: Path, size: str, seed: int = 0) -> Path:
    """Make the model of this size in a directory, in 16 bits like those of the catalogue; return the directory."""
    shape = SHAPES[size]
    plain, special, stamps = _tokens()
    spec = whisper_spec.WhisperSpec(shape.encoder_layers, shape.heads, shape.decoder_layers, shape.heads)
    _fill(spec, shape, len(plain + special + stamps), np.random.default_rng(seed))
    spec.register_vocabulary(plain + special + stamps)
    first = len(plain)
    spec.config.suppress_ids = [1, 2, 7]
    spec.config.suppress_ids_begin = [220, first]
    spec.config.lang_ids = list(range(first + 2, first + 2 + LANGUAGES))
    spec.config.alignment_heads = [[shape.decoder_layers - 1, 0]]
    spec.validate()
    spec.optimize(quantization="float16")
    directory.mkdir(parents=True, exist_ok=True)
    spec.save(str(directory))
    _save_tokenizer(directory, plain, special, stamps)
    return directory


def _tokens() -> tuple[list[str], list[str], list[str]]:
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = [f"Ġw{index:05}" for index in range(TEXT_TOKENS - len(alphabet))]
    tasks = ["translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps"]
    # Chance must not detect a language that does not exist: faster-whisper refuses to go on with one.
    codes = [code for code in _LANGUAGE_CODES if code not in NEWER_LANGUAGES]
    special = [f"<|{name}|>" for name in ["endoftext", "startoftranscript", *codes, *tasks]]
    # The empty token makes CTranslate2 take a model for multilingual.
    return [*alphabet, *words, ""], special, [f"<|{index * 0.02:.2f}|>" for index in range(TIMESTAMPS)]


def _fill(spec: Any, shape: Shape, vocabulary: int, random: np.random.Generator) -> None:
    width = shape.width
    filler = _Filler(random, width)
    encoder, decoder = spec.encoder, spec.decoder
    for layer, inputs in ((encoder.conv1, 80), (encoder.conv2, width)):
        layer.weight, layer.bias = filler.weights(width, inputs, 3), filler.zeros(width)
    encoder.position_encodings.encodings = filler.weights(FRAMES, width)
    decoder.embeddings.weight = filler.weights(vocabulary, width)
    decoder.projection.weight = decoder.embeddings.weight
    decoder.position_encodings.encodings = filler.weights(LONGEST_TEXT, width)
    for norm in (encoder.layer_norm, decoder.layer_norm):
        filler.norm(norm)
    for layer in (*encoder.layer, *decoder.layer):
        filler.attend(layer.self_attention, [3 * width, width])
        filler.linear(layer.ffn.linear_0, 4 * width, width)
        filler.linear(layer.ffn.linear_1, width, 4 * width)
        filler.norm(layer.ffn.layer_norm)
    for layer in decoder.layer:
        filler.attend(layer.attention, [width, 2 * width, width])


class _Filler:
    def __init__(self, random: np.random.Generator, width: int) -> None:
        self._random = random
        self._width = width

    def weights(self, *shape: int) -> NDArray[np.float32]:
        made: NDArray[np.float32] = self._random.standard_normal(shape, dtype=np.float32)
        return made * np.float32(0.5 / np.sqrt(shape[-1]))

    def zeros(self, length: int) -> NDArray[np.float32]:
        return np.zeros(length, np.float32)

    def norm(self, layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(self._width, np.float32), self.zeros(self._width)

    def linear(self, layer: Any, outputs: int, inputs: int) -> None:
        layer.weight, layer.bias = self.weights(outputs, inputs), self.zeros(outputs)

    def attend(self, attention: Any, outputs: list[int]) -> None:
        for layer, count in zip(attention.linear, outputs, strict=True):
            self.linear(layer, count, self._width)
        self.norm(attention.layer_norm)


def _save_tokenizer(directory: Path, plain: list[str], special: list[str], stamps: list[str]) -> None:
    tokenizer = Tokenizer(models.BPE(vocab={token: index for index, token in enumerate(plain)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in special])
    tokenizer.add_tokens([AddedToken(token, special=False) for token in stamps])
    tokenizer.save(str(directory / "tokenizer.json"))
