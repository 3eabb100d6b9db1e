"""Captions as a SubRip file beside a clip."""

from collections.abc import Sequence

from wallflower.playback.export_timeline import Caption


def srt(captions: Sequence[Caption]) -> str:
    """Return the text of a SubRip file; times are the film's."""
    return "\n".join(
        f"{number}\n{_time(caption.start_ms)} --> {_time(caption.end_ms)}\n"
        + "".join(f"{row.replace('-->', '→')}\n" for row in caption.rows)
        for number, caption in enumerate(captions, start=1)
    )


def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{rest:03d}"
