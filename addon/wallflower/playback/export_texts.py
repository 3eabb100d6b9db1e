"""Captions as a track of a film, to be switched on."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import av

from wallflower.playback.export_timeline import Caption

_MS = Fraction(1, 1000)
_STYLE = (
    "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour\n"
    "Style: Default,Sans,18,&Hffffff\n\n[Events]\nFormat: Layer, Start, End, Style, Text\n"
)


class TextTrack:
    """The track of captions of one file; every instant has a text, which may be empty."""

    def __init__(self, file: Any, mux: Callable[[av.Packet], None]) -> None:
        """Add the track to a file that has no header yet, and write into it by `mux`."""
        self._mux = mux
        self._stream = file.add_stream("mov_text")
        self._stream.codec_context.subtitle_header = _STYLE.encode()
        self._stream.codec_context.time_base = self._stream.time_base = _MS

    def write(self, captions: Sequence[Caption], length_ms: int) -> None:
        """Write the captions of a whole film, whose times are the film's."""
        at_ms = 0
        for caption in captions:
            if caption.start_ms > at_ms:
                self._write("", at_ms, caption.start_ms)
            self._write("\n".join(caption.rows), caption.start_ms, caption.end_ms)
            at_ms = caption.end_ms
        if at_ms < length_ms:
            self._write("", at_ms, length_ms)

    def _write(self, text: str, start_ms: int, end_ms: int) -> None:
        data = text.encode()
        packet = av.Packet(len(data).to_bytes(2) + data)
        packet.stream = self._stream
        packet.time_base = _MS
        packet.pts = packet.dts = start_ms
        packet.duration = end_ms - start_ms
        packet.is_keyframe = True
        self._mux(packet)
