"""What travels about voices: enrolled ones, provisional speakers, and what is proposed about these."""

from dataclasses import dataclass, field

from .wire_codec import TolerantEnum, Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice(Wire):
    """One enrolled sound of a person; `quality` and its `parts` (seconds, snr, clipping, alike) are 0 to 1.

    In the answer to enrolling it `edit_id` names that change for undoing; it is null elsewhere, and if it was there.
    """

    id: int
    person_id: str
    quality: float
    engine: str
    seconds: float
    source: str
    created_ms: int
    parts: dict[str, float] = field(default_factory=dict)
    edit_id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker(Wire):
    """A voice without a name, to be shown as "Speaker `number`"; it was heard in at least two utterances."""

    id: int
    number: int
    lines: int
    talk_ms: int
    camera_id: str | None = None
    created_ms: int = 0
    last_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpeaker(Wire):
    """Whose a speaker's lines are now. `trained` tells whether the voice will be recognised; if not, `reason` why.

    `edit_id` names the change for undoing.
    """

    person_id: str
    lines: int
    trained: bool = False
    reason: str | None = None
    edit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceReembedding(Wire):
    """The enrolled voices are to be heard anew, from their kept sound, by this engine and model."""

    engine: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceReembeddingOutcome(Wire):
    """How many voices were heard, and in how many sounds the engine found no speech: these keep what they had."""

    embedded: int
    unfound: int = 0


class SuggestionKind(TolerantEnum):
    """What is proposed: two speakers are one, or a speaker is a person who is often seen meanwhile."""

    SAME_SPEAKER = "same_speaker"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion(Wire):
    """Something only a user decides.

    Of two speakers `score` tells how alike they are, by `count` prints. Of a person `count` lines were said while only
    they were in view of the camera, `against` while only others were; `score` is the part that speaks for it.
    In the answer to accepting it `edit_id` names what was done for undoing.
    """

    id: int
    kind: SuggestionKind
    speaker_id: int
    other_id: int | None = None
    person_id: str | None = None
    score: float = 0.0
    count: int = 0
    against: int = 0
    created_ms: int = 0
    edit_id: int | None = field(default=None, compare=False)
