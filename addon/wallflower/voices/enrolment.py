"""What a person's voice is learnt from: enough clean speech of one person, heard in several degrees of noise."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from wallflower.errors import SoundError
from wallflower.voices.engine import Vector, Vectors, VoiceEngine, mean_of
from wallflower.voices.mel import RATE_HZ, Samples
from wallflower.voices.noise import Spectrum, noise_of
from wallflower.voices.passages import LEAST_S, changes
from wallflower.voices.trim import speech_of

WANTED_S = 10.0
LONGEST_S = 60.0
LEAST_SNR_DB = 12.0
MOST_CLIPPED = 0.01
PIECE_S, STEP_S = 3.2, 1.6
# Enrolled clean and with noise at these distances, a voice is known again in a noisy room.
NOISES_DB = (20.0, 12.0)
LEAST_NOISE_S = 0.5
# So much of a sound is heard in the noise of every other room.
ELSEWHERE_S = 16.0
# In the same noise strangers are alike, too, so these are a little shorter than 1 and score as much less.
ELSEWHERE_WORTH = np.float32(0.93)
FULL_SNR_DB = 30.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Enrolment:
    """A voice that can be learnt; `parts` are 0 to 1, `embedding` is the mean of the clean speech."""

    embedding: Vector
    quality: float
    parts: dict[str, float] = field(default_factory=dict)
    seconds: float


def enrol(engine: VoiceEngine, samples: Samples) -> Enrolment:
    """Judge the sound of one person; raise `SoundError` with every reason why it cannot be learnt from."""
    spoken = speech_of(samples)
    reasons = _poor(spoken.seconds, spoken.snr_db, spoken.clipped)
    if spoken.seconds < LEAST_S:
        raise _refused(reasons)
    windows, length_s = engine.windows(spoken.samples, STEP_S / 4)
    span = round(length_s / (STEP_S / 4))
    if changes(windows, span, engine.profile.change):
        reasons.append("more than one person speaks")
    if reasons:
        raise _refused(reasons)
    snr_db = FULL_SNR_DB if spoken.snr_db is None else spoken.snr_db
    embedding = mean_of(windows)
    parts = {
        "seconds": min(1.0, spoken.seconds / (2 * WANTED_S)),
        "snr": float(np.clip(snr_db / FULL_SNR_DB, 0, 1)),
        "clipping": float(np.clip(1 - spoken.clipped / MOST_CLIPPED, 0, 1)),
        "alike": float(np.clip((windows @ embedding).mean(), 0, 1)),
    }
    quality = float(np.prod(list(parts.values())) ** (1 / len(parts)))
    rounded = {name: round(value, 3) for name, value in parts.items()}
    return Enrolment(embedding=embedding, quality=round(quality, 3), parts=rounded, seconds=round(spoken.seconds, 2))


def embedding_of(engine: VoiceEngine, samples: Samples) -> Vector:
    """Return the embedding of a sound that was judged before; raise `ValueError` without any speech in it."""
    return mean_of(engine.windows(speech_of(samples).samples, STEP_S / 4)[0])


def examples(engine: VoiceEngine, samples: Samples, rooms: Sequence[Spectrum] = ()) -> Vectors:
    """Return what an enrolled sound is compared by: its pieces as they are, and in two degrees of noise.

    The noise is what the sound has beside the speech, where that is enough: that of its own room. What has been said
    first is heard in the noise of the other `rooms`, too. Raise `ValueError` without any speech.
    """
    spoken = speech_of(samples)
    if not len(spoken.samples):
        raise ValueError("there is no speech in it")
    noise = spoken.noise if len(spoken.noise) >= LEAST_NOISE_S * RATE_HZ and spoken.noise.any() else None
    heard = [spoken.samples, *(noisy(spoken.samples, noise, snr_db) for snr_db in NOISES_DB)]
    first = spoken.samples[: round(ELSEWHERE_S * RATE_HZ)]
    noises = [noise_of(colour, len(first)) for colour in rooms]
    elsewhere = [noisy(first, noise, snr_db) for noise in noises for snr_db in NOISES_DB]
    own, others = ([pieces(engine, sound) for sound in sounds] for sounds in (heard, elsewhere))
    return np.concatenate([*own, *(ELSEWHERE_WORTH * vectors for vectors in others)])


def pieces(engine: VoiceEngine, samples: Samples) -> Vectors:
    """Return an embedding of each few seconds of speech."""
    starts = range(0, max(1, len(samples) - int(PIECE_S * RATE_HZ) + 1), int(STEP_S * RATE_HZ))
    pieces = (samples[start : start + int(PIECE_S * RATE_HZ)] for start in starts)
    return np.stack([mean_of(engine.windows(piece, STEP_S / 2)[0]) for piece in pieces])


def noisy(samples: Samples, noise: Samples | None, snr_db: float) -> Samples:
    """Return speech with so much weaker noise beneath it, white without any."""
    if noise is None:  # the same sound gives the same examples
        noise = np.random.default_rng(0).standard_normal(len(samples)).astype(np.float32)
    repeated = np.resize(noise, len(samples))
    speech, beside = (float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))) for sound in (samples, repeated))
    gain = speech / max(beside, 1e-9) * 10 ** (-snr_db / 20)
    return (samples + repeated * gain).astype(np.float32)


def _poor(seconds: float, snr_db: float | None, clipped: float) -> list[str]:
    reasons = []
    if seconds < WANTED_S:
        reasons.append(f"there are {seconds:.1f} s of speech, and {WANTED_S:g} s are needed")
    if snr_db is not None and snr_db < LEAST_SNR_DB:
        reasons.append(f"it is only {snr_db:.0f} dB louder than the noise, and {LEAST_SNR_DB:g} dB are needed")
    if clipped > MOST_CLIPPED:
        reasons.append(f"{100 * clipped:.0f} % of it is distorted: speak less loudly, or further away")
    return reasons


def _refused(reasons: list[str]) -> SoundError:
    return SoundError(f"the sound is too poor to learn a voice from: {' and '.join(reasons)}")
