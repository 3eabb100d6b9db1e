"""Short WAV files: one that somebody uploaded as 16 kHz samples, and such samples as a file."""

import io
import wave

from wallflower.errors import InvalidRequestError
from wallflower.speech.pcm import PcmFormat, to_samples
from wallflower.speech.sound import RATE_HZ, Samples

MOST_CHANNELS = 2
MOST_RATE_HZ = 48_000


def read_wave(data: bytes, longest_s: float) -> Samples:
    """Return the sound; raise `InvalidRequestError` for what is no WAV of whole numbers, or too long. Blocks."""
    try:
        with wave.open(io.BytesIO(data)) as reader:
            form = PcmFormat(reader.getframerate(), reader.getsampwidth(), reader.getnchannels())
            raw = reader.readframes(reader.getnframes())
    except (wave.Error, EOFError, ValueError, RuntimeError) as error:  # all of these, for a damaged header
        message = "this is no WAV file of whole numbers: convert it to 16-bit PCM, mono or stereo, 16 to 48 kHz"
        raise InvalidRequestError(message, field="body") from error
    if form.channels > MOST_CHANNELS or form.rate_hz > MOST_RATE_HZ:
        raise InvalidRequestError("convert the sound to one or two channels and at most 48 kHz", field="body")
    if len(raw) > longest_s * form.bytes_per_s:
        raise InvalidRequestError(f"a sample is at most {longest_s:g} s long: cut it", field="body")
    return to_samples(raw, form)


def wave_of(pcm: bytes) -> bytes:
    """Return a WAV file of 16 kHz mono 16-bit PCM."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE_HZ)
        writer.writeframes(pcm)
    return file.getvalue()
