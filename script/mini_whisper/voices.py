"""Speech with known word times from flite and espeak-ng.

flite runs as a process and prints the end of every sound; espeak-ng's shared
library reports the start of every word. Both answer with 16 kHz mono samples.
"""

import ctypes
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
SAMPLE_RATE = 16_000

FLITE_VOICES = ("slt", "rms", "awb", "kal16")
ESPEAK_ACCENTS = {
    "en": ("en-us", "en-us", "en", "en-gb-x-rp"),
    "de": ("de",),
}
TRAINED_VARIANTS = (
    "",
    "m2",
    "m3",
    "m4",
    "m6",
    "m7",
    "f1",
    "f2",
    "f4",
    "f5",
    "Alex",
    "Alicia",
    "Andrea",
    "Andy",
    "Denis",
    "Diogo",
    "Gene",
    "Hugo",
    "Jacky",
    "Lee",
    "Marco",
    "Michael",
    "adam",
    "anika",
    "antonio",
    "belinda",
    "benjamin",
    "boris",
    "caleb",
    "david",
    "edward",
    "gustave",
    "iven",
    "linda",
    "marcelo",
    "max",
    "miguel",
    "pablo",
    "quincy",
    "rob",
    "sandro",
    "shelby",
    "steph",
    "travis",
)
HELD_OUT_VARIANTS = ("m1", "m5", "m8", "f3", "Annie", "Mike", "ed", "john", "paul", "victor", "steph3", "robert")
TRAINED_WORDS_PER_MINUTE = (105, 172)
HELD_OUT_WORDS_PER_MINUTE = (186, 200)
TRAINED_FLITE_STRETCH = (0.92, 1.35)
HELD_OUT_FLITE_STRETCH = (0.78, 0.82)


@dataclass(frozen=True, slots=True)
class Word:
    """A spoken word and its place in the samples, in seconds."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """Samples (16 kHz, -1..1, trimmed) with the words spoken in them."""

    language: str
    voice: str
    samples: Samples
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return " ".join(word.text for word in self.words)


def resample(samples: Samples, rate: int, target: int = SAMPLE_RATE) -> Samples:
    """Change the sampling rate with a band-limited Fourier interpolation."""
    if rate == target:
        return samples
    length = int(len(samples) * target / rate)
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(length // 2 + 1, complex)
    count = min(len(kept), len(spectrum))
    kept[:count] = spectrum[:count]
    return (np.fft.irfft(kept, length) * (length / len(samples))).astype(np.float32)


def read_wave(path: Path) -> Samples:
    """Read a 16-bit mono wave file at 16 kHz."""
    with wave.open(str(path)) as reader:
        rate = reader.getframerate()
        raw = np.frombuffer(reader.readframes(reader.getnframes()), dtype="<i2")
    return resample(raw.astype(np.float32) / np.float32(32768), rate)


def flite(text: str, voice: str, stretch: float = 1.0) -> Utterance:
    """Speak English with flite; `stretch` > 1 is slower."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        command = ["flite", "-voice", voice, "--setf", f"duration_stretch={stretch}", "-psdur"]
        done = subprocess.run([*command, "-t", text, "-o", str(path)], capture_output=True, text=True, check=True)
        samples = read_wave(path)
    sounds = [(name, float(end)) for name, _, end in (item.partition(":") for item in done.stdout.split())]
    return _trimmed("en", f"flite-{voice}", samples, _words_from_sounds(text, sounds))


@cache
def _sounds_of(word: str) -> tuple[str, ...]:
    """Return the sounds flite makes for one word."""
    done = subprocess.run(
        ["flite", "-voice", "kal16", "-ps", "-t", word, "-o", "none"], capture_output=True, text=True, check=True
    )
    return tuple(sound for sound in done.stdout.split() if sound != "pau")


def _words_from_sounds(text: str, sounds: list[tuple[str, float]]) -> list[Word]:
    """Cut flite's sounds into words by the number of sounds each word has alone."""
    starts = [0.0, *(end for _, end in sounds[:-1])]
    spoken = [(start, end) for (name, end), start in zip(sounds, starts, strict=True) if name != "pau"]
    names = text.split()
    bounds = np.cumsum([0, *(len(_sounds_of(name)) for name in names)])
    bounds = np.minimum(np.round(bounds * len(spoken) / bounds[-1]).astype(int), len(spoken))
    return [
        Word(name, spoken[first][0], spoken[max(first, last - 1)][1])
        for name, first, last in zip(names, np.minimum(bounds[:-1], len(spoken) - 1), bounds[1:], strict=True)
    ]


def _trimmed(language: str, voice: str, samples: Samples, words: list[Word]) -> Utterance:
    """Cut the silence around the speech and move the words with it."""
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    first = max(0, int(loud[0]) - 160)
    last = min(len(samples), int(loud[-1]) + 160)
    offset, end = first / SAMPLE_RATE, (last - first) / SAMPLE_RATE
    moved = tuple(
        Word(word.text, float(np.clip(word.start_s - offset, 0, end)), float(np.clip(word.end_s - offset, 0, end)))
        for word in words
    )
    return Utterance(language, voice, samples[first:last], moved)


class _Identifier(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("text", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position_ms", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("id", _Identifier),
    ]


class Espeak:
    """espeak-ng's library in synchronous mode; at most one instance per process."""

    _WORD, _END = 1, 0
    _RATE, _PITCH = 1, 3

    def __init__(self) -> None:
        """Load the library."""
        self._library = ctypes.CDLL("libespeak-ng.so.1")
        self._sample_rate = self._library.espeak_Initialize(2, 0, None, 0)
        self._audio: list[bytes] = []
        self._starts: list[tuple[int, int]] = []
        prototype = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))
        self._callback = prototype(self._collect)
        self._library.espeak_SetSynthCallback(self._callback)

    @classmethod
    @cache
    def shared(cls) -> Self:
        """Return the one instance of this process."""
        return cls()

    def speak(self, text: str, voice: str, words_per_minute: int, pitch: int = 50) -> Utterance:
        """Speak `text` with a voice such as `de+f2`."""
        self._audio, self._starts = [], []
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            message = f"espeak-ng has no voice {voice}"
            raise ValueError(message)
        self._library.espeak_SetParameter(self._RATE, words_per_minute, 0)
        self._library.espeak_SetParameter(self._PITCH, pitch, 0)
        encoded = text.encode()
        self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 1, 0, 1, None, None)
        samples = np.frombuffer(b"".join(self._audio), dtype="<i2").astype(np.float32) / np.float32(32768)
        samples = resample(samples, self._sample_rate)
        return _trimmed(voice[:2], f"espeak-{voice}", samples, self._words(text, len(samples) / SAMPLE_RATE))

    def _collect(self, audio: int | None, count: int, events: ctypes.Array[_Event]) -> int:
        """Gather the audio and the word starts the library hands over."""
        if audio and count > 0:
            self._audio.append(ctypes.string_at(audio, count * 2))
        index = 0
        while events[index].type != self._END:
            if events[index].type == self._WORD:
                self._starts.append((events[index].text_position - 1, events[index].audio_position_ms))
            index += 1
        return 0

    def _words(self, text: str, length_s: float) -> list[Word]:
        """Match the word starts with the words by their position in the text."""
        start_of = dict(reversed(self._starts))
        names = text.split()
        positions = np.cumsum([0, *(len(name) + 1 for name in names)])[:-1]
        known = [start_of.get(int(position)) for position in positions]
        starts: list[float] = []
        for index, start_ms in enumerate(known):
            previous = starts[-1] if starts else 0.0
            following = [ms / 1000 for ms in known[index + 1 :] if ms is not None]
            fallback = (previous + (following[0] if following else length_s)) / 2
            starts.append(fallback if start_ms is None else start_ms / 1000)
        return [Word(*item) for item in zip(names, starts, [*starts[1:], length_s], strict=True)]
