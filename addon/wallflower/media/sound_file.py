"""Short sound files that somebody sends: what they are is seen by their first bytes, never believed."""

import io

import av
import numpy as np
from numpy.typing import NDArray

from wallflower.errors import InvalidRequestError
from wallflower.media.decode import SAMPLE_RATE_HZ

_FRAME_SYNC = 0xE0
_ADTS = 0xF0


def decode_sound(data: bytes, longest_s: float) -> NDArray[np.float32]:
    """Return the sound of a file as mono samples at 16 kHz; blocks.

    Raises `InvalidRequestError` for what is no WAV, MP3, Ogg, FLAC, AAC, MP4 or WebM, has no sound, or is too long.
    """
    form = _form_of(data)
    if form is None:
        raise _unusable("this is no sound file that is known here: send WAV, MP3, Ogg, FLAC, AAC, MP4 or WebM")
    pieces: list[NDArray[np.float32]] = []
    count = 0
    resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE_HZ)
    try:
        # A format of its own opens nothing but this file; one that is guessed might be a list of addresses.
        with av.open(io.BytesIO(data), format=form) as container:
            stream = container.streams.audio[0]
            stream.codec_context.thread_count = 1
            for frame in container.decode(stream):
                frame.pts = None
                for piece in resampler.resample(frame):
                    pieces.append(piece.to_ndarray()[0])
                    count += piece.samples
                if count > longest_s * SAMPLE_RATE_HZ:
                    raise _unusable(f"this sound is longer than {longest_s:g} s: send less of it")
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(None)]
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise _unusable("this sound file is damaged, or has no sound: send another one") from error
    if not count:
        raise _unusable("this sound file is empty: send another one")
    return np.nan_to_num(np.concatenate(pieces)).astype(np.float32)


def _form_of(data: bytes) -> str | None:
    """Return libavformat's name of what a file is."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    for mark, at, form in ((b"OggS", 0, "ogg"), (b"fLaC", 0, "flac"), (b"ID3", 0, "mp3"), (b"ftyp", 4, "mp4")):
        if data[at : at + len(mark)] == mark:
            return form
    if data[:4] == b"\x1aE\xdf\xa3":
        return "matroska"
    if len(data) > 1 and data[0] == 0xFF and data[1] & _FRAME_SYNC == _FRAME_SYNC:
        return "aac" if data[1] & (_ADTS | 6) == _ADTS else "mp3"
    return None


def _unusable(message: str) -> InvalidRequestError:
    return InvalidRequestError(message, field="body")
