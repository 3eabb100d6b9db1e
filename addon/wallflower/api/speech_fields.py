"""What a camera's speech settings may be: bounds of every field; keys left out stay, also inside `vad` and `gates`."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from wallflower.api.fields import Body, Label
from wallflower.wire_options import GateOptions, LanguageMode, SpeechOptions, SpeechTask, VoiceOptions

LONGEST_HOT_WORD = 60

_VOICE, _GATES, _SPEECH = VoiceOptions(), GateOptions(), SpeechOptions()


def _short(word: str) -> str:
    if len(word) > LONGEST_HOT_WORD:
        raise PydanticCustomError("hot_word", "a hot word has at most {most} characters", {"most": LONGEST_HOT_WORD})
    return word


type Probability = Annotated[float, Field(gt=0.0, lt=1.0)]
type Logprob = Annotated[float, Field(ge=-10.0, le=0.0)]
type ModelName = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$",
        description="Name of a model as the engine knows it; null is the server's choice.",
    ),
]
type EngineName = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}$", description="Null is the server's choice.")]
type HotWord = Annotated[Label, AfterValidator(_short)]
type Temperature = Annotated[float, Field(ge=0.0, le=1.0)]


class VoiceFields(Body):
    """When speech begins, ends and is cut."""

    onset: Probability = _VOICE.onset
    offset: Probability = _VOICE.offset
    least_speech_ms: Annotated[int, Field(ge=32, le=5_000)] = _VOICE.least_speech_ms
    close_ms: Annotated[int, Field(ge=100, le=3_000)] = _VOICE.close_ms
    pre_roll_ms: Annotated[int, Field(ge=0, le=2_000)] = _VOICE.pre_roll_ms
    tail_ms: Annotated[int, Field(ge=0, le=2_000)] = _VOICE.tail_ms
    longest_ms: Annotated[int, Field(ge=6_000, le=24_000)] = _VOICE.longest_ms


class GateFields(Body):
    """What keeps invented text out."""

    surely_no_speech: Annotated[float, Field(gt=0.0, le=1.0)] = _GATES.surely_no_speech
    maybe_no_speech: Annotated[float, Field(gt=0.0, le=1.0)] = _GATES.maybe_no_speech
    doubtful_logprob: Logprob = _GATES.doubtful_logprob
    most_compression: Annotated[float, Field(ge=1.0, le=100.0)] = _GATES.most_compression
    fastest_repeats_per_s: Annotated[float, Field(ge=1.0, le=100.0)] = _GATES.fastest_repeats_per_s
    fastest_words_per_s: Annotated[float, Field(ge=4.0, le=100.0)] = _GATES.fastest_words_per_s
    weak_logprob: Logprob = _GATES.weak_logprob
    weak_no_speech: Annotated[float, Field(gt=0.0, le=1.0)] = _GATES.weak_no_speech


class SpeechFields(Body):
    """How speech of a camera becomes text."""

    engine: EngineName | None = None
    model: ModelName | None = None
    task: Literal[SpeechTask.TRANSCRIBE, SpeechTask.TRANSLATE] = SpeechTask.TRANSCRIBE
    language_mode: Literal[LanguageMode.FIXED, LanguageMode.AUTO, LanguageMode.LOCKED] = LanguageMode.FIXED
    lock_after: Annotated[int, Field(ge=1, le=100)] = _SPEECH.lock_after
    beam: Annotated[int, Field(ge=1, le=10)] = _SPEECH.beam
    temperatures: Annotated[tuple[Temperature, ...], Field(min_length=1, max_length=6)] = _SPEECH.temperatures
    vad: VoiceFields = VoiceFields()
    gates: GateFields = GateFields()
    hot_words: Annotated[tuple[HotWord, ...], Field(max_length=50)] = ()
    live: bool = False
    keep_days: Annotated[int, Field(ge=1, le=36_500)] | None = None

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if list(self.temperatures) != sorted(set(self.temperatures)):
            raise PydanticCustomError("temperatures", "each temperature must be higher than the one before")
        return self
