"""The default engine: faster-whisper, from a local directory only.

It is given arrays, never files (its own decoder does not work with this libav), and keeps none of its own filters:
what counts as speech is decided in `gates`, where every drop is counted.
"""

from pathlib import Path

from faster_whisper import WhisperModel

from wallflower.speech.engine import Heard, HeardSegment, HeardWord, Window

BEAM_SIZE = 5
# The second temperature is tried only for text that loops or that the model itself does not believe.
TEMPERATURES = (0.0, 0.4)


class WhisperEngine:
    """A Whisper model in this process."""

    def __init__(self, directory: Path, threads: int) -> None:
        """Load the model: int8 on the processor."""
        self._model = WhisperModel(
            str(directory), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
        )

    def transcribe(self, window: Window) -> Heard:
        """Return what is said in the window."""
        segments, info = self._model.transcribe(
            window.samples,
            language=window.language if window.language in self._model.supported_languages else None,
            beam_size=BEAM_SIZE,
            temperature=TEMPERATURES,
            no_speech_threshold=None,
            condition_on_previous_text=False,
            word_timestamps=True,
            hotwords=" ".join(window.hot_words) or None,
        )
        heard = tuple(_segment(segment) for segment in segments)
        return Heard(language=info.language, language_probability=float(info.language_probability), segments=heard)


def create(directory: Path, threads: int) -> WhisperEngine:
    """Load the engine."""
    return WhisperEngine(directory, threads)


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
