"""Looks at a camera once: what it sends, and whether that is good for recording."""

import threading
from typing import Any

from wallflower.errors import SourceError
from wallflower.media.address import parse_address
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource, StreamSource
from wallflower.wire import ErrorCode, StreamReport


def probe(url: str, timeout_s: float) -> StreamReport:
    """Connect, describe, disconnect; raise `SourceError` with the reason it cannot be read. Blocks: use a thread."""
    source = AvSource(parse_address(url), SocketTable())
    is_late = threading.Event()

    def give_up() -> None:
        is_late.set()  # before the read ends, which asks for it
        source.cancel()

    timer = threading.Timer(timeout_s, give_up)
    timer.start()
    try:
        source.open()
        return report(source)
    except SourceError as error:
        if is_late.is_set():
            raise SourceError("the camera did not answer in time", field="url", code=ErrorCode.TIMEOUT) from error
        raise
    finally:
        timer.cancel()
        source.close()


def report(source: StreamSource) -> StreamReport:
    """Describe an open source."""
    video, audio = source.video, source.audio
    notes: list[str] = []
    if audio is None:
        notes.append("The camera sends no sound: nothing will be transcribed.")
    elif audio.codec_context.name.startswith(("pcm_", "adpcm")):
        notes.append("The sound is stored as AAC.")
    context = video.codec_context
    return StreamReport(
        video_codec=context.name,
        width=context.width,
        height=context.height,
        frames_per_s=_rate(video.average_rate or video.guessed_rate),
        audio_codec=audio.codec_context.name if audio is not None else None,
        sample_rate_hz=audio.codec_context.sample_rate if audio is not None else 0,
        notes=tuple(notes),
    )


def _rate(rate: Any) -> float:
    return round(float(rate.numerator / rate.denominator), 3) if rate else 0.0
