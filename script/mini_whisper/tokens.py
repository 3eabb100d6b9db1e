"""The vocabulary: bytes, whole words, Whisper's special tokens and 1501 timestamps.

The order of the special tokens is Whisper's; only the text part is our own.
"""

from dataclasses import dataclass, field
from functools import cached_property

WHISPER_LANGUAGES = (  # noqa: SIM905 (as a list it fills 99 lines)
    "en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro da hu ta no th ur hr bg lt "
    "la mi ml cy sk te fa lv bn sr az sl kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so af oc "
    "ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo tl mg as tt haw ln ha ba jw su"
).split()
TIMESTAMP_STEP_S = 0.02
TIMESTAMP_COUNT = 1501
MAX_INITIAL_TIMESTAMP_S = 1.0


def byte_alphabet() -> dict[int, str]:
    """Return GPT-2's printable stand-in for every byte."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in plain]
    return {byte: chr(byte) for byte in plain} | {byte: chr(256 + place) for place, byte in enumerate(others)}


@dataclass(frozen=True)
class Vocabulary:
    """Token numbers for a list of words."""

    words: tuple[str, ...]
    _numbers: dict[str, int] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        """Number every token."""
        self._numbers.update({token: number for number, token in enumerate(self.tokens)})

    @cached_property
    def text_tokens(self) -> list[str]:
        """Bytes, words with their leading space, and the empty token CTranslate2 wants."""
        alphabet = byte_alphabet()
        spelled = ["".join(alphabet[byte] for byte in f" {word}".encode()) for word in self.words]
        return [*alphabet.values(), *spelled, ""]

    @cached_property
    def special_tokens(self) -> list[str]:
        """Whisper's control tokens, in Whisper's order."""
        languages = [f"<|{language}|>" for language in WHISPER_LANGUAGES]
        tasks = ("translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps")
        return ["<|endoftext|>", "<|startoftranscript|>", *languages, *(f"<|{task}|>" for task in tasks)]

    @cached_property
    def timestamp_tokens(self) -> list[str]:
        """`<|0.00|>` to `<|30.00|>`."""
        return [f"<|{step * TIMESTAMP_STEP_S:.2f}|>" for step in range(TIMESTAMP_COUNT)]

    @cached_property
    def tokens(self) -> list[str]:
        """Every token in the order of its number."""
        return [*self.text_tokens, *self.special_tokens, *self.timestamp_tokens]

    @cached_property
    def untimed_count(self) -> int:
        """The number of tokens before the first timestamp."""
        return len(self.text_tokens) + len(self.special_tokens)

    def special(self, name: str) -> int:
        """Return the number of `<|name|>`."""
        return self._numbers[f"<|{name}|>"]

    def word(self, word: str) -> int:
        """Return the number of a known word."""
        return 256 + self.words.index(word)

    def timestamp(self, time_s: float) -> int:
        """Return the timestamp token nearest to `time_s`."""
        return self.untimed_count + min(max(round(time_s / TIMESTAMP_STEP_S), 0), TIMESTAMP_COUNT - 1)
