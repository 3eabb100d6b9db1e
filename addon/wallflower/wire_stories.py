"""What travels about stories: films of clips of several cameras, made of one list that is previewed and exported.

Standard library only, like `wire`, whose rules hold here, too.
"""

from dataclasses import dataclass

from wallflower.wire_codec import TolerantEnum, Wire
from wallflower.wire_jobs import Captions, ExportHole, FaceBlur, StoryClip


class Reencoding(TolerantEnum):
    """Why the pictures and the sound of a story cannot be copied as the cameras encoded them."""

    FORMATS = "formats"
    CODEC = "codec"
    SOUND = "sound"
    NARRATION = "narration"
    CAPTIONS = "captions"
    BLUR = "blur"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Wire):
    """A sequence of clips; `version` counts its changes, and who changes it names the one that they saw."""

    id: str
    title: str
    version: int
    clips: tuple[StoryClip, ...]
    captions: Captions = Captions.NONE
    blur: FaceBlur | None = None
    created_ms: int = 0
    updated_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySummary(Wire):
    """A story in a list: how long its clips are together, which cameras they touch, and the first of them."""

    id: str
    title: str
    version: int
    clip_count: int
    length_ms: int
    camera_ids: tuple[str, ...]
    first: StoryClip | None
    created_ms: int
    updated_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange(Wire):
    """Somebody made, changed or deleted a story: then `version` is null. `camera_ids` are all that it touches."""

    id: str
    version: int | None
    camera_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamFormat(Wire):
    """How a stretch of footage is encoded; `audio_codec` null is without sound."""

    video_codec: str
    audio_codec: str | None
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipCheck(Wire):
    """What there is of a clip now: `gone` if its camera was deleted; more than one format if the camera's changed.

    Holes are of its pictures; `silent_ids` are the cameras it is to sound like of which there is no sound at all.
    """

    clip_id: str
    recorded_ms: int
    holes: tuple[ExportHole, ...] = ()
    formats: tuple[StreamFormat, ...] = ()
    gone: bool = False
    silent_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCheck(Wire):
    """What an export of a story would be now: empty `reencoded` means that streams are copied but at their cuts.

    Every clip must have something recorded, or the export fails.
    """

    story_id: str
    version: int
    recorded_ms: int
    clips: tuple[ClipCheck, ...]
    reencoded: tuple[Reencoding, ...] = ()
