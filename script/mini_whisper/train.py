"""Train the miniature Whisper on one thread; needs torch and faster-whisper."""

import argparse
import math
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from corpus import Corpus
from faster_whisper.feature_extractor import FeatureExtractor
from model import MEL_BINS, MEL_FRAMES, MiniWhisper, Shape
from sentences import words
from tokens import Vocabulary
from torch import Tensor
from torch.nn import functional
from windows import IGNORED, Example, WindowMaker

GUIDED_HEADS = (0, 1)
SOUND_PER_STEP_S = 96.0
# (share of the time at which it starts, window lengths in seconds)
CURRICULUM = (
    (0.0, (4.0, 5.0)),
    (0.15, (5.0, 8.0)),
    (0.35, (6.0, 10.0, 14.0, 20.0)),
    (0.7, (6.0, 12.0, 20.0, 30.0)),
)


def known_vocabulary() -> Vocabulary:
    """Return the vocabulary of both languages."""
    return Vocabulary(tuple(sorted({word for known in words().values() for word in known})))


class MelMaker:
    """faster-whisper's log-mel spectrogram in PyTorch."""

    def __init__(self) -> None:
        """Take the filters from faster-whisper itself."""
        self._filters = torch.from_numpy(np.asarray(FeatureExtractor().mel_filters, np.float32))
        self._window = torch.hann_window(400)

    def __call__(self, samples: Tensor) -> Tensor:
        """Return (80, frames) for 16 kHz samples."""
        padded = functional.pad(samples, (0, 160))
        waves = torch.stft(padded, 400, 160, window=self._window, return_complex=True)[..., :-1]
        mel = (self._filters @ waves.abs() ** 2).clamp_min(1e-10).log10()
        return (torch.maximum(mel, mel.max() - 8) + 4) / 4


class Batch:
    """Examples stacked into tensors."""

    def __init__(self, examples: list[Example], frames: int, mel_maker: MelMaker) -> None:
        """Pad the examples to `frames` of mel and to the longest transcript."""
        count, longest = len(examples), max(len(example.tokens) for example in examples)
        self.mel = torch.zeros(count, MEL_BINS, frames)
        self.tokens = torch.zeros(count, longest, dtype=torch.long)
        self.targets = torch.full((count, longest), IGNORED)
        self.frame_words = torch.full((count, frames // 2), IGNORED)
        self.spans = torch.zeros(count, longest, 2, dtype=torch.long)
        for row, example in enumerate(examples):
            mel = mel_maker(torch.from_numpy(example.samples))[:, :frames]
            self.mel[row, :, : mel.shape[1]] = _mask_bands(mel)
            self.tokens[row, : len(example.tokens)] = torch.tensor(example.tokens)
            self.targets[row, : len(example.targets)] = torch.tensor(example.targets)
            labels = torch.from_numpy(example.frame_words)[: frames // 2]
            self.frame_words[row, : len(labels)] = labels
            for place, span in enumerate(example.spans):
                if span is not None:
                    self.spans[row, place] = torch.tensor(span).clamp(max=frames // 2)


def _mask_bands(mel: Tensor) -> Tensor:
    """Blank some mel bands in half of the examples."""
    if torch.rand(()) < 0.5:
        first, width = int(torch.randint(MEL_BINS, ())), int(torch.randint(2, 12, ()))
        mel[first : first + width] = mel.mean()
    return mel


def losses(network: MiniWhisper, batch: Batch, stride: int) -> dict[str, Tensor]:
    """Return the weighted parts of the loss."""
    memory, bias = network.encode(batch.mel, stride)
    logits, looks = network.decode(batch.tokens, memory, bias)
    known = network.frame_words(memory[:, : batch.frame_words.shape[1]])
    text = functional.cross_entropy(
        logits[:, 1:].flatten(0, 1), batch.targets[:, 1:].flatten(), ignore_index=IGNORED, label_smoothing=0.01
    )
    return {
        "text": text,
        "language": 0.3 * functional.cross_entropy(logits[:, 0], batch.targets[:, 0]),
        "frames": 0.6
        * functional.cross_entropy(known.flatten(0, 1), batch.frame_words.flatten(), ignore_index=IGNORED),
        "looks": 0.3 * _look_loss(looks, batch.spans),
    }


def _look_loss(looks: Tensor, spans: Tensor) -> Tensor:
    """Ask the guided heads of the last layer to look at the word they write.

    `looks` are attention logits (batch, heads, tokens, positions); the loss is
    the negative logarithm of the attention inside the word's span.
    """
    chosen = looks[:, list(GUIDED_HEADS)].log_softmax(-1)
    places = torch.arange(looks.shape[-1])
    inside = (places >= spans[..., :1]) & (places < spans[..., 1:])
    written = (spans[..., 1] > spans[..., 0])[:, None].expand(chosen.shape[:3])
    within = chosen.masked_fill(~inside[:, None], -30.0).logsumexp(-1)
    return -within[written].sum() / written.sum().clamp(min=1)


def _optimizers(network: MiniWhisper, rate: float) -> list[torch.optim.Optimizer]:
    """Muon for the matrices inside the layers, AdamW for everything else."""
    inner = [p for name, p in network.named_parameters() if p.ndim == 2 and name.startswith(("encoder.", "decoder."))]
    chosen = {id(parameter) for parameter in inner}
    others = [parameter for parameter in network.parameters() if id(parameter) not in chosen]
    return [
        torch.optim.Muon(inner, lr=rate, momentum=0.95, weight_decay=0.01, adjust_lr_fn="match_rms_adamw"),
        torch.optim.AdamW(others, lr=rate, betas=(0.9, 0.98), weight_decay=0.01),
    ]


class Trainer:
    """Runs the training within a time budget and saves checkpoints."""

    def __init__(self, corpus: Path, out: Path, budget_s: float, rate: float, seed: int) -> None:
        """Prepare a fresh network."""
        torch.manual_seed(seed)
        self.vocabulary = known_vocabulary()
        self.network = MiniWhisper(Shape(self.vocabulary.untimed_count, len(self.vocabulary.words)))
        self._windows = WindowMaker(Corpus(corpus), self.vocabulary, seed)
        self._mel_maker = MelMaker()
        self._out, self._budget_s, self._rate = out, budget_s, rate
        self._optimizers = _optimizers(self.network, rate)
        self._rng = np.random.default_rng(seed)

    def resume(self, checkpoint: Path) -> None:
        """Continue from earlier weights."""
        self.network.load_state_dict(torch.load(checkpoint, weights_only=True)["weights"])

    def run(self, progress: float = 0.0, *, full: bool = False) -> None:
        """Train until the budget is spent; `full` uses real 30 s windows (no sampled padding)."""
        began, step, saved_s = time.monotonic(), 0, 0.0
        running: dict[str, float] = {}
        while (elapsed_s := time.monotonic() - began) < self._budget_s:
            step += 1
            share = elapsed_s / self._budget_s
            self._set_rate(step, share)
            for name, value in self._step(progress + (1 - progress) * share, full=full).items():
                running[name] = 0.97 * running.get(name, value) + 0.03 * value
            if step % 50 == 0:
                shown = " ".join(f"{name} {value:.3f}" for name, value in running.items())
                print(f"step {step} {elapsed_s:.0f} s {shown}", flush=True)
            if elapsed_s - saved_s > 120:
                saved_s = elapsed_s
                self.save()
        self.save()

    def _set_rate(self, step: int, share: float) -> None:
        """Warm up over 60 steps, then follow a cosine to 2 %."""
        rate = self._rate * min(1, step / 60) * (0.02 + 0.49 * (1 + math.cos(math.pi * share)))
        for optimizer in self._optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate

    def _step(self, progress: float, *, full: bool) -> dict[str, float]:
        """Train on one batch."""
        lengths_s = next(lengths for start, lengths in reversed(CURRICULUM) if progress >= start)
        length_s = float(self._rng.choice(lengths_s))
        count = 8 if full else max(3, round(SOUND_PER_STEP_S / length_s))
        frames = MEL_FRAMES if full or length_s >= 30 else int(length_s * 100)
        examples = [self._windows.draw(length_s) for _ in range(count)]
        batch = Batch(examples, frames, self._mel_maker)
        parts = losses(self.network, batch, stride=12)
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimizer in self._optimizers:
            optimizer.step()
            optimizer.zero_grad()
        return {name: part.item() for name, part in parts.items()}

    def save(self) -> None:
        """Write the checkpoint, replacing the previous one at once."""
        part = self._out.with_suffix(".part")
        state = {
            "weights": self.network.state_dict(),
            "words": list(self.vocabulary.words),
            "shape": asdict(self.network.shape),
            "embeddings": self.network.embeddings().detach(),
        }
        torch.save(state, part)
        part.replace(self._out)


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--seconds", type=float, default=1500, help="time budget")
    parser.add_argument("--rate", type=float, default=2e-3, help="peak learning rate")
    parser.add_argument("--resume", type=Path, help="start from this checkpoint")
    parser.add_argument("--progress", type=float, default=0.0, help="where in the curriculum to start")
    parser.add_argument("--full", action="store_true", help="real 30 s windows")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    trainer = Trainer(options.corpus, options.checkpoint, options.seconds, options.rate, options.seed)
    if options.resume:
        trainer.resume(options.resume)
    trainer.run(options.progress, full=options.full)


if __name__ == "__main__":
    main()
