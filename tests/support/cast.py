"""A cast of synthetic people: each says different sentences in a voice of their own, as 16 kHz samples."""

import random
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tests.support.sound import read_wave
from wallflower.speech.sound import RATE_HZ, Samples

# Voices that differ as people do: many of espeak-ng's are one voice to the network, too.
# name: program, voice, and what makes it this person's (stretch of flite; pitch and words per minute of espeak-ng)
CAST = {
    "amy": ("flite", "slt", 1.05, 0),
    "bob": ("flite", "rms", 1.0, 0),
    "carl": ("flite", "awb", 1.0, 0),
    "dan": ("flite", "kal16", 1.05, 0),
    "eve": ("espeak", "en-us+f1", 70, 150),
    "fay": ("espeak", "en-us+steph", 60, 150),
    "gus": ("espeak", "en-us+m1", 20, 140),
    "hal": ("espeak", "en-us+Andy", 50, 150),
    "ian": ("espeak", "en-us+Lee", 50, 150),
    "joe": ("espeak", "en-us+boris", 40, 150),
}
# Never enrolled.
STRANGERS = {
    "kim": ("espeak", "en-us+shelby", 50, 150),
    "leo": ("espeak", "en-us+iven3", 50, 150),
    "mia": ("espeak", "en-us+belinda", 65, 150),
    "nik": ("espeak", "en-us+m8", 50, 150),
}
# Two pairs that are nearly one voice each.
ALIKE = {
    "uma": ("espeak", "en-us+f2", 60, 150),
    "una": ("espeak", "en-us+f5", 45, 140),
    "vic": ("espeak", "en-gb+m7", 55, 160),
    "vin": ("espeak", "en-gb+Annie", 50, 150),
}
_SUBJECTS = (
    "the neighbour",
    "my brother",
    "our old teacher",
    "a young doctor",
    "the driver",
    "somebody from the office",
)
_VERBS = ("brought", "carried", "forgot", "was looking for", "repaired", "wanted to sell", "left behind")
_THINGS = ("the blue umbrella", "a heavy parcel", "seven green bottles", "that broken window", "the garden chairs")
_PLACES = ("near the front door", "behind the garage", "in the kitchen", "after the long meeting", "on the way home")


def sentences(count: int, seed: int) -> list[str]:
    """Return different sentences of about three seconds."""
    rng = random.Random(seed)
    parts = (_SUBJECTS, _VERBS, _THINGS, _PLACES)
    return [" ".join(rng.choice(part) for part in parts) for _ in range(count)]


@dataclass(slots=True)
class Cast:
    """Speaks in all voices; what was said once is kept."""

    folder: Path
    _said: dict[tuple[str, str], Samples] = field(default_factory=dict)

    def say(self, name: str, text: str) -> Samples:
        """Return one sentence in the voice of this person, without the silence around it, at a usual level."""
        if (name, text) not in self._said:
            self._said[name, text] = self._speak(name, text)
        return self._said[name, text]

    def talk(self, name: str, seconds: float, seed: int, pause_s: float = 0.15) -> Samples:
        """Return so much speech of this person, sentence after sentence, cut at the end."""
        pieces: list[Samples] = []
        for text in sentences(1000, seed):
            if sum(map(len, pieces)) >= seconds * RATE_HZ:
                break
            pieces += [self.say(name, text), np.zeros(round(pause_s * RATE_HZ), np.float32)]
        return np.concatenate(pieces)[: round(seconds * RATE_HZ)]

    def _speak(self, name: str, text: str) -> Samples:
        program, voice, first, second = (CAST | STRANGERS | ALIKE)[name]
        path = self.folder / "cast.wav"
        if program == "flite":
            command = ["flite", "-voice", voice, "--setf", f"duration_stretch={first}", "-t", text, "-o", str(path)]
        else:
            command = ["espeak-ng", "-v", voice, "-p", str(first), "-s", str(second), "-w", str(path), text]
        subprocess.run(command, check=True, capture_output=True, timeout=30)
        samples = read_wave(path)
        loud = np.flatnonzero(np.abs(samples) > 0.01)
        spoken = samples[loud[0] : loud[-1] + 1]
        return (spoken * (0.08 / float(np.sqrt(np.mean(np.square(spoken)))))).astype(np.float32)


def noisy(samples: Samples, snr_db: float | None, seed: int = 0) -> Samples:
    """Put white noise of this distance under the sound; None: leave it."""
    if snr_db is None:
        return samples
    noise = np.random.default_rng(seed).standard_normal(len(samples))
    level = float(np.sqrt(np.mean(np.square(samples)))) * 10 ** (-snr_db / 20)
    return (samples + noise * level).astype(np.float32)
