"""Turn a checkpoint into a CTranslate2 int8 model directory for faster-whisper.

Weights are stored as int8, everything that is not quantised as float16.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from ctranslate2.specs import common_spec, whisper_spec
from sentences import everyday
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
from tokens import WHISPER_LANGUAGES, Vocabulary
from torch import Tensor

ALIGNMENT_HEADS = ((1, 0),)  # the best of heads.py


class Weights:
    """Named weights of a checkpoint, as numpy arrays."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        """Keep the tensors."""
        self._weights = weights

    def __getitem__(self, name: str) -> np.ndarray:
        """Return one array."""
        return np.ascontiguousarray(self._weights[name].float().numpy())

    def linear(self, target: common_spec.LinearSpec, *names: str) -> None:
        """Fill a linear layer, stacking several if given."""
        target.weight = np.concatenate([self[f"{name}.weight"] for name in names])
        target.bias = np.concatenate([self[f"{name}.bias"] for name in names])

    def norm(self, target: common_spec.LayerNormSpec, name: str) -> None:
        """Fill a layer normalisation."""
        target.gamma, target.beta = self[f"{name}.weight"], self[f"{name}.bias"]

    def layer(self, target: object, name: str) -> None:
        """Fill a transformer layer, with cross-attention if it has one."""
        own = target.self_attention
        self.linear(own.linear[0], *(f"{name}.own.{part}" for part in ("query", "key", "value")))
        self.linear(own.linear[1], f"{name}.own.out")
        self.norm(own.layer_norm, f"{name}.own_norm")
        if hasattr(target, "attention"):
            self.linear(target.attention.linear[0], f"{name}.cross.query")
            self.linear(target.attention.linear[1], f"{name}.cross.key", f"{name}.cross.value")
            self.linear(target.attention.linear[2], f"{name}.cross.out")
            self.norm(target.attention.layer_norm, f"{name}.cross_norm")
        self.linear(target.ffn.linear_0, f"{name}.widen")
        self.linear(target.ffn.linear_1, f"{name}.narrow")
        self.norm(target.ffn.layer_norm, f"{name}.feed_norm")


def specification(state: dict, vocabulary: Vocabulary) -> whisper_spec.WhisperSpec:
    """Build CTranslate2's description of the network."""
    shape, weights = state["shape"], Weights(state["weights"])
    spec = whisper_spec.WhisperSpec(shape["encoder_layers"], shape["heads"], shape["decoder_layers"], shape["heads"])
    encoder, decoder = spec.encoder, spec.decoder
    for target, name in ((encoder.conv1, "conv1"), (encoder.conv2, "conv2")):
        target.weight, target.bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
    encoder.position_encodings.encodings = weights["positions"]
    decoder.position_encodings.encodings = weights["text_positions"]
    decoder.embeddings.weight = np.ascontiguousarray(state["embeddings"].float().numpy())
    decoder.projection.weight = decoder.embeddings.weight
    for side, name in ((encoder, "encoder"), (decoder, "decoder")):
        weights.norm(side.layer_norm, f"{name}_norm")
        for number, layer in enumerate(side.layer):
            weights.layer(layer, f"{name}.{number}")
    spec.register_vocabulary(vocabulary.tokens)
    _configure(spec.config, vocabulary)
    return spec


def _configure(config: whisper_spec.WhisperConfig, vocabulary: Vocabulary) -> None:
    """Set what the decoder must suppress, the languages and the alignment heads.

    Nothing is suppressed at the beginning, so that silence may end at once.
    """
    config.suppress_ids = [vocabulary.special(name) for name in ("translate", "startoflm", "startofprev", "nospeech")]
    config.suppress_ids_begin = []
    config.lang_ids = [vocabulary.special(language) for language in WHISPER_LANGUAGES]
    config.alignment_heads = [list(head) for head in ALIGNMENT_HEADS]


def write_tokenizer(path: Path, vocabulary: Vocabulary) -> None:
    """Write the word-level tokenizer faster-whisper reads."""
    numbers = {token: number for number, token in enumerate(vocabulary.text_tokens)}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token=vocabulary.text_tokens[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in vocabulary.special_tokens])
    tokenizer.add_tokens([AddedToken(token, special=False) for token in vocabulary.timestamp_tokens])
    tokenizer.save(str(path), pretty=False)


def write_json(path: Path, content: object) -> None:
    """Write readable JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def convert(checkpoint: Path, out: Path) -> None:
    """Write the model directory, every file replaced at once."""
    state = torch.load(checkpoint, weights_only=True)
    vocabulary = Vocabulary(tuple(state["words"]))
    spec = specification(state, vocabulary)
    spec.validate()
    spec.optimize(quantization="int8_float16")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent) as name:
        folder = Path(name)
        spec.save(str(folder))
        write_tokenizer(folder / "tokenizer.json", vocabulary)
        mel = {"feature_size": 80, "sampling_rate": 16000, "hop_length": 160, "n_fft": 400, "chunk_length": 30}
        write_json(folder / "preprocessor_config.json", mel)
        write_json(folder / "sentences.json", everyday())
        for path in folder.iterdir():
            path.chmod(0o644)
            path.replace(out / path.name)
    print({path.name: path.stat().st_size for path in sorted(out.iterdir())})


def main() -> None:
    """Convert from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    convert(options.checkpoint, options.out)


if __name__ == "__main__":
    main()
