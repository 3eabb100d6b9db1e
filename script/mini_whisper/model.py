"""A very small Whisper in PyTorch, the same computation as OpenAI's.

Two liberties, both only while training:
- the 1501 timestamp embeddings are one linear map of sinusoids, so that rare
  timestamps are learnt with the frequent ones;
- the padding behind a short window is sampled: every `stride`-th position
  stands for its neighbours (its attention logit is raised by log(stride)).
  It makes training on a simulated 30 s window several times cheaper.
"""

import math
from dataclasses import dataclass

import torch
from tokens import TIMESTAMP_COUNT
from torch import Tensor, nn
from torch.nn import functional

MEL_BINS = 80
MEL_FRAMES = 3000
POSITIONS = MEL_FRAMES // 2
TEXT_POSITIONS = 448
# Where the heads of each encoder layer look at first, in 20 ms positions.
FIRST_LOOKS = ((-2, 2, -5, 5), (-3, 3, -8, 8), (-5, 5, -12, 12))


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network."""

    untimed_tokens: int
    words: int
    width: int = 96
    heads: int = 4
    encoder_layers: int = 3
    decoder_layers: int = 2


def sinusoids(length: int, width: int) -> Tensor:
    """Whisper's fixed position encodings, shape (length, width)."""
    step = math.log(10_000) / (width // 2 - 1)
    scaled = torch.arange(length)[:, None] * torch.exp(-step * torch.arange(width // 2))[None]
    return torch.cat([scaled.sin(), scaled.cos()], dim=1)


class Attention(nn.Module):
    """Multi-head attention."""

    def __init__(self, width: int, heads: int) -> None:
        """Create the four projections."""
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        nn.init.zeros_(self.key.bias)

    def _split(self, states: Tensor) -> Tensor:
        batch, length, width = states.shape
        return states.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

    def _merge(self, states: Tensor) -> Tensor:
        return self.out(states.transpose(1, 2).flatten(2))

    def forward(self, states: Tensor, memory: Tensor, bias: Tensor | None = None, *, causal: bool = False) -> Tensor:
        """Attend from `states` to `memory`; `bias` (1, 1, 1, keys) is added to the logits."""
        query, key, value = (
            self._split(self.query(states)),
            self._split(self.key(memory)),
            self._split(self.value(memory)),
        )
        return self._merge(functional.scaled_dot_product_attention(query, key, value, bias, is_causal=causal))

    def with_logits(self, states: Tensor, memory: Tensor, bias: Tensor | None) -> tuple[Tensor, Tensor]:
        """Attend and also return the logits, shape (batch, heads, states, memory)."""
        query, key, value = (
            self._split(self.query(states)),
            self._split(self.key(memory)),
            self._split(self.value(memory)),
        )
        logits = query @ key.transpose(2, 3) / math.sqrt(query.shape[-1])
        if bias is not None:
            logits = logits + bias
        return self._merge(logits.softmax(-1) @ value), logits

    @torch.no_grad()
    def look_aside(self, offsets: tuple[int, ...], strength: float = 1.77) -> None:
        """Start with head h looking `offsets[h]` positions aside.

        A query turned by the offset meets the sinusoidal position encodings in
        sum(cos(frequency * (distance - offset))), which peaks at the offset. It spares the
        network the slow discovery that sound is understood from its neighbourhood.
        """
        width = self.query.weight.shape[0]
        pairs = width // self.heads // 2
        frequencies = sinusoids(2, width)[1, : width // 2].asin()
        frequencies[0] = 1.0
        for projection in (self.query, self.key):
            projection.weight.mul_(0.3)
        for head, offset in enumerate(offsets):
            for pair in range(pairs):
                sine, row = 2 * pair, (head * pairs + pair) * 2
                cosine, angle = sine + width // 2, frequencies[2 * pair] * offset
                self.key.weight[row, sine] += strength
                self.key.weight[row + 1, cosine] += strength
                self.query.weight[row, sine] += strength * angle.cos()
                self.query.weight[row, cosine] += strength * angle.sin()
                self.query.weight[row + 1, cosine] += strength * angle.cos()
                self.query.weight[row + 1, sine] -= strength * angle.sin()


class Layer(nn.Module):
    """A transformer layer; decoder layers look at the encoder as well."""

    def __init__(self, width: int, heads: int, *, cross: bool) -> None:
        """Create the layer."""
        super().__init__()
        self.own, self.own_norm = Attention(width, heads), nn.LayerNorm(width)
        self.cross = Attention(width, heads) if cross else None
        self.cross_norm = nn.LayerNorm(width) if cross else None
        self.widen, self.narrow, self.feed_norm = (
            nn.Linear(width, 4 * width),
            nn.Linear(4 * width, width),
            nn.LayerNorm(width),
        )

    def feed(self, states: Tensor) -> Tensor:
        """Apply the feed-forward part."""
        return states + self.narrow(functional.gelu(self.widen(self.feed_norm(states))))

    def encode(self, states: Tensor, bias: Tensor | None) -> Tensor:
        """Run as an encoder layer."""
        normed = self.own_norm(states)
        return self.feed(states + self.own(normed, normed, bias))

    def decode(self, states: Tensor, memory: Tensor, bias: Tensor | None) -> tuple[Tensor, Tensor]:
        """Run as a decoder layer; also return the cross-attention logits."""
        normed = self.own_norm(states)
        states = states + self.own(normed, normed, causal=True)
        seen, logits = self.cross.with_logits(self.cross_norm(states), memory, bias)
        return self.feed(states + seen), logits


class MiniWhisper(nn.Module):
    """The network, with a word classifier per frame as a training aid."""

    def __init__(self, shape: Shape) -> None:
        """Create a network with random weights."""
        super().__init__()
        width = shape.width
        self.shape = shape
        self.conv1 = nn.Conv1d(MEL_BINS, width, 3, padding=1)
        self.conv2 = nn.Conv1d(width, width, 3, stride=2, padding=1)
        self.register_buffer("positions", sinusoids(POSITIONS, width))
        self.register_buffer("moments", sinusoids(TIMESTAMP_COUNT, width))
        self.encoder = nn.ModuleList([Layer(width, shape.heads, cross=False) for _ in range(shape.encoder_layers)])
        with torch.no_grad():  # or the sound would be drowned by the position encodings
            self.conv1.weight.mul_(2.5)
            self.conv2.weight.mul_(5)
        for layer, offsets in zip(self.encoder, FIRST_LOOKS, strict=False):
            layer.own.look_aside(offsets)
        self.encoder_norm = nn.LayerNorm(width)
        self.untimed = nn.Parameter(torch.randn(shape.untimed_tokens, width) * 0.05)
        self.timed = nn.Linear(width, width)
        nn.init.normal_(self.timed.weight, std=0.01)
        self.text_positions = nn.Parameter(sinusoids(TEXT_POSITIONS, width) * 0.05)
        self.decoder = nn.ModuleList([Layer(width, shape.heads, cross=True) for _ in range(shape.decoder_layers)])
        self.decoder_norm = nn.LayerNorm(width)
        self.frame_words = nn.Linear(width, shape.words + 1)

    def embeddings(self) -> Tensor:
        """Return the table of all token embeddings."""
        return torch.cat([self.untimed, self.timed(self.moments)])

    def _convolve(self, mel: Tensor) -> Tensor:
        return functional.gelu(self.conv2(functional.gelu(self.conv1(mel)))).transpose(1, 2)

    def encode(self, mel: Tensor, stride: int = 12) -> tuple[Tensor, Tensor | None]:
        """Encode (batch, 80, frames); return the states and their attention bias."""
        length = mel.shape[2] // 2
        states, bias = self._convolve(mel) + self.positions[:length], None
        if length < POSITIONS:
            padding = self._convolve(torch.zeros(1, MEL_BINS, 16))[:, 4]
            first = length + int(torch.randint(stride, ()))
            places = self.positions[first::stride]
            states = torch.cat([states, (padding + places).expand(len(mel), -1, -1)], dim=1)
            bias = torch.cat([torch.zeros(length), torch.full((len(places),), math.log(stride))])[None, None, None]
        for layer in self.encoder:
            states = layer.encode(states, bias)
        return self.encoder_norm(states), bias

    def decode(self, tokens: Tensor, memory: Tensor, bias: Tensor | None) -> tuple[Tensor, Tensor]:
        """Return the token logits and the last layer's cross-attention logits."""
        table = self.embeddings()
        states = table[tokens] + self.text_positions[: tokens.shape[1]]
        logits = states
        for layer in self.decoder:
            states, logits = layer.decode(states, memory, bias)
        return self.decoder_norm(states) @ table.T, logits
