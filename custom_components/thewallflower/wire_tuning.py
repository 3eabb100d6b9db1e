"""What travels about a camera's microphone, and about finding the speech settings that suit it.

Standard library only, like `wire`, whose rules hold here, too.
"""

from dataclasses import dataclass, field

from .wire_codec import TolerantEnum, Wire
from .wire_options import GateOptions, SpeechOptions, VoiceOptions


class Figure(TolerantEnum):
    """What of a microphone is judged."""

    TRACK = "track"
    LEVEL = "level"
    NOISE = "noise"
    CLIPPING = "clipping"
    SPEECH = "speech"
    UNKNOWN = "unknown"


class Verdict(TolerantEnum):
    """What is thought of a figure; `unknown` is too little sound, or no speech yet."""

    GOOD = "good"
    POOR = "poor"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Wire):
    """What is thought of one figure, and the sentence that says what to do about it."""

    figure: Figure
    verdict: Verdict
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MicrophoneReport(Wire):
    """What a camera's microphone brought in the last hour; levels are in dB of full scale, null is not known yet.

    `level_db` is the median of all sound, `loud_db` what 1 % of it exceeds, `floor_db` the noise between sounds,
    `speech_db` the mean of speech and `snr_db` how far that is above the noise. `clipping` is the share of loud
    moments that reach full scale, `speech` the share of time that somebody talks; `heard_s` is how much was listened
    to, `last_ms` when it ended.
    """

    camera_id: str
    heard_s: float = 0.0
    since_ms: int | None = None
    last_ms: int | None = None
    level_db: float | None = None
    loud_db: float | None = None
    floor_db: float | None = None
    speech_db: float | None = None
    snr_db: float | None = None
    clipping: float | None = None
    speech: float | None = None
    judgements: tuple[Judgement, ...] = ()


class SampleSource(TolerantEnum):
    """Where the sound of a sample is: in the camera's recordings, or kept with it."""

    RECORDING = "recording"
    UPLOAD = "upload"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class TuningSample(Wire):
    """Sound of a camera with what is really said in it; a tuning uses only samples that are `corrected`.

    A sample out of the recordings begins with the transcript as `text`; it lasts until its recording goes.
    """

    id: int
    camera_id: str
    source: SampleSource
    length_ms: int
    start_ms: int | None = None
    text: str = field(default="", repr=False)
    corrected: bool = False
    created_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning(Wire):
    """An order to find better speech settings for a camera, with at most so many trials and seconds."""

    camera_id: str
    most_trials: int = 40
    most_s: int = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class TunedOptions(Wire):
    """The part of a camera's speech settings that is tried out."""

    beam: int
    temperatures: tuple[float, ...]
    vad: VoiceOptions
    gates: GateOptions

    @classmethod
    def of(cls, options: SpeechOptions) -> TunedOptions:
        """Return that part of these settings."""
        return cls(beam=options.beam, temperatures=options.temperatures, vad=options.vad, gates=options.gates)


@dataclass(frozen=True, slots=True, kw_only=True)
class TuningTrial(Wire):
    """How one set of options did. `wer` is the word error rate: wrong, missing and invented words per word said.

    `changed` names what differs from the settings at the start; `seconds` is the work of the engine for all samples.
    """

    options: TunedOptions
    changed: tuple[str, ...]
    wer: float
    wrong: int
    missing: int
    invented: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TuningOutcome(Wire):
    """What came of a tuning: its trials, the first with the settings at the start, and which one is the `best`.

    `samples` were used, with so many `words` in `length_s`; `skipped` ones have no sound any more. `complete` is false
    when time or trials ran out before everything was tried.
    """

    camera_id: str
    engine: str
    model: str
    samples: int
    skipped: int
    words: int
    length_s: float
    trials: tuple[TuningTrial, ...]
    best: int
    complete: bool
