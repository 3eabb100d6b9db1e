"""The unit of everything that is recorded, kept for pre-roll, shown live and analysed."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Init:
    """An initialisation segment (ftyp + moov). `id` is the first 32 hex digits of its SHA-256."""

    id: str
    data: bytes = field(repr=False)
    video_codec: str
    audio_codec: str | None
    width: int
    height: int
    video_track: int
    timescale: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """One whole moof + mdat, immutable.

    `start_ms` is the UTC instant of its first video frame and `start_ms + duration_ms` that of the next fragment, so
    fragments of one session tile time without holes. `decode_time` is the first video sample's, in ticks of the init's
    video `timescale`, counted from the start of the session.
    """

    camera_id: str
    session_id: str
    sequence: int
    init: Init
    is_key: bool
    start_ms: int
    duration_ms: int
    decode_time: int
    moof_bytes: int
    data: bytes = field(repr=False)

    @property
    def end_ms(self) -> int:
        """UTC instant at which the next fragment starts."""
        return self.start_ms + self.duration_ms
