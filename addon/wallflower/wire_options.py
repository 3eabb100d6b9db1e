"""How speech and faces of one camera are worked on: the part of a camera's settings that travels with it.

Standard library only; `script/wire` copies this file, too, byte for byte into the integration.
"""

from dataclasses import dataclass

from .wire_codec import TolerantEnum, Wire


class SpeechTask(TolerantEnum):
    """What is made of speech: text in its own language, or that and an English translation."""

    TRANSCRIBE = "transcribe"
    TRANSLATE = "translate"
    UNKNOWN = "unknown"


class LanguageMode(TolerantEnum):
    """Where the language of speech is taken from.

    `fixed` is the camera's `language` (detected where that is null), `auto` detects it in every window, `locked`
    detects it until the same one was heard confidently often enough, and keeps it from then on.
    """

    FIXED = "fixed"
    AUTO = "auto"
    LOCKED = "locked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceOptions(Wire):
    """When speech begins, ends and is cut: probabilities of a voice, and lengths.

    The defaults were measured with far-field microphones.
    """

    onset: float = 0.5
    offset: float = 0.35
    least_speech_ms: int = 250
    close_ms: int = 600
    pre_roll_ms: int = 300
    tail_ms: int = 300
    longest_ms: int = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GateOptions(Wire):
    """What keeps invented text out. Log probabilities are means over a segment's tokens.

    No-speech and log probability are Whisper's own, combined tighter than faster-whisper does (which lets invented
    text on noise pass with no_speech 0.99 and logprob -0.98); compression 2.4 is Whisper's. Nobody repeats words
    faster than `fastest_repeats_per_s` for long, or says many faster than `fastest_words_per_s`.
    """

    surely_no_speech: float = 0.9
    maybe_no_speech: float = 0.6
    doubtful_logprob: float = -0.7
    most_compression: float = 2.4
    fastest_repeats_per_s: float = 4.5
    fastest_words_per_s: float = 12.0
    weak_logprob: float = -0.5
    weak_no_speech: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechOptions(Wire):
    """How the speech of one camera is transcribed; `engine` and `model` null are the server's choice.

    `temperatures` after the first are tried for text that loops or that the engine itself does not believe.
    `lock_after` counts confident segments of `language_mode` locked. `hot_words` are offered to the engine besides
    the names of people and cameras. Speech of a `live` camera goes before that of all others.
    `keep_days` is how long its transcripts are kept; null is as the server's `transcript_days` says.
    """

    engine: str | None = None
    model: str | None = None
    task: SpeechTask = SpeechTask.TRANSCRIBE
    language_mode: LanguageMode = LanguageMode.FIXED
    lock_after: int = 5
    beam: int = 5
    temperatures: tuple[float, ...] = (0.0, 0.4)
    vad: VoiceOptions = VoiceOptions()
    gates: GateOptions = GateOptions()
    hot_words: tuple[str, ...] = ()
    live: bool = False
    keep_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Wire):
    """A place in a picture, in parts of its width and height."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask(Wire):
    """A polygon in which neither motion nor faces are looked for."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Wire):
    """A polygon with a name, which visits carry whose face was in it."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceOptions(Wire):
    """Where faces of one camera are looked for, and from what size on in the pictures that are analysed."""

    masks: tuple[Mask, ...] = ()
    zones: tuple[Zone, ...] = ()
    least_face_px: int = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSlot(Wire):
    """A stretch of the week, in local minutes of the day, that begins on `weekdays` (0 is Monday).

    An end that is not after the start lies on the next day.
    """

    weekdays: tuple[int, ...]
    start_minute: int
    end_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisHours(Wire):
    """When in the week a camera may be analysed, in the server's time zone; without slots always.

    Outside `text` nothing is listened to, outside `faces` no face is looked for, outside `voices` nobody is told by
    their voice. What is switched off for the camera stays off; recording has a schedule of its own.
    """

    text: tuple[ScheduleSlot, ...] = ()
    faces: tuple[ScheduleSlot, ...] = ()
    voices: tuple[ScheduleSlot, ...] = ()
