"""The default engine: faster-whisper, from a local directory only.

It is given arrays, never files (its own decoder does not work with this libav), and keeps none of its own filters:
what counts as speech is decided in `gates`, where every drop is counted.
"""

from faster_whisper import WhisperModel

from wallflower.speech.engine import EngineSpec, Heard, HeardSegment, HeardWord, Runs, Window

AUTO = "auto"
# A quarter of the memory of full numbers, for about the same words, on every device.
COMPUTE_TYPE = "int8"
# Models with a vocabulary of their own were not taught to take names as a hint, and would repeat them.
VOCABULARY_TOKENS = 50_000


class WhisperEngine:
    """A Whisper model in this process."""

    def __init__(self, spec: EngineSpec) -> None:
        """Load the model from its directory, onto a graphics card where there is one."""
        self._model = WhisperModel(
            spec.place,
            device=spec.device,  # "auto" takes a graphics card where there is one
            compute_type=COMPUTE_TYPE if spec.compute_type == AUTO else spec.compute_type,
            cpu_threads=spec.threads,
            local_files_only=True,
        )
        self._takes_hints = self._model.hf_tokenizer.get_vocab_size() >= VOCABULARY_TOKENS
        inner = self._model.model
        self._runs = Runs(device=str(inner.device), compute_type=str(inner.compute_type), threads=spec.threads)

    @property
    def runs(self) -> Runs:
        """Tell what it runs on."""
        return self._runs

    def transcribe(self, window: Window) -> Heard:
        """Return what is said in the window."""
        segments, info = self._model.transcribe(
            window.samples,
            language=window.language if window.language in self._model.supported_languages else None,
            task=window.task.value,
            beam_size=window.beam,
            temperature=window.temperatures,
            no_speech_threshold=None,
            condition_on_previous_text=False,
            word_timestamps=True,
            hotwords=(", ".join(window.hot_words) or None) if self._takes_hints else None,
        )
        heard = tuple(_segment(segment) for segment in segments)
        return Heard(language=info.language, language_probability=float(info.language_probability), segments=heard)


def create(spec: EngineSpec) -> WhisperEngine:
    """Load the engine."""
    return WhisperEngine(spec)


def _segment(segment: object) -> HeardSegment:
    values = vars(segment)
    return HeardSegment(
        text=values["text"].strip(),
        start_s=float(values["start"]),
        end_s=float(values["end"]),
        words=tuple(
            HeardWord(
                text=word.word.strip(),
                start_s=float(word.start),
                end_s=float(word.end),
                probability=float(word.probability),
            )
            for word in values["words"] or ()
        ),
        logprob=float(values["avg_logprob"]),
        no_speech=float(values["no_speech_prob"]),
        compression=float(values["compression_ratio"]),
    )
