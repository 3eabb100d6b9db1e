"""How sure words are that were heard before an utterance was over, and how long they took to be."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from bench_lib.report import Figure
from tests.support.talk import make_talk
from wallflower.speech.agreement import agreed
from wallflower.speech.engine import EngineSpec, SpeechEngine, Window
from wallflower.speech.partials import EVERY_MS
from wallflower.speech.sound import RATE_HZ, RATE_KHZ, SILENCE, Samples
from wallflower.speech.transcriber import QUICK_BEAM
from wallflower.speech.whisper import create
from wallflower.speech.window import pack, unpack
from wallflower.store.folding import fold
from wallflower.store.lines import NewLine
from wallflower.store.utterances import Claim
from wallflower.wire import Word

SEEDS = {"en": range(1, 9), "de": range(1, 5)}
SENTENCES = 9
TOGETHER = 3
# Shorter than what ends an utterance.
BREATH_S = 0.35
EDGE_S = 0.3
# Final times of a word may differ by that; early ones of the same word by less.
NEAR_MS = 1_000
SAME_MS = 500


def early(model: Path) -> Iterator[Figure]:
    """Hear utterances of three sentences every 2 s as far as they have come, and compare with their final text."""
    engine = create(EngineSpec(engine="faster-whisper", model=model.name, place=str(model), threads=1))
    count = {"final": 0, "all": 0, "all false": 0, "sure": 0, "sure false": 0}
    delays_s: list[float] = []
    for language, sound in _utterances():
        final = _words(_heard(engine, sound, language, beam=5))
        count["final"] += len(final)
        before: tuple[NewLine, ...] = ()
        told: dict[str, list[Word]] = {"all": [], "sure": []}
        for end_ms in range(EVERY_MS, len(sound) // RATE_KHZ, EVERY_MS):
            now = _heard(engine, sound[: end_ms * RATE_KHZ], language, beam=QUICK_BEAM)
            sure = _new(_words(agreed(now, before)), told["sure"])
            for name, words in (("all", _new(_words(now), told["all"])), ("sure", sure)):
                told[name] += words
                count[name] += len(words)
                count[f"{name} false"] += sum(not _is_among(word, final, NEAR_MS) for word in words)
            delays_s += [(end_ms - word.end_ms) / 1000 for word in sure]
            before = now
    yield Figure(
        name="speech.early_words_wrong",
        value=round(100 * count["sure false"] / count["sure"], 2),
        unit="%",
        target=1.0,
        peer_value=round(100 * count["all false"] / count["all"], 2),
    )
    yield Figure(
        name="speech.early_words_of_all",
        value=round(100 * (count["sure"] - count["sure false"]) / count["final"], 1),
        unit="%",
        peer_value=round(100 * (count["all"] - count["all false"]) / count["final"], 1),
    )
    yield Figure(name="speech.early_delay", value=round(median(delays_s), 2), unit="s")
    yield Figure(name="speech.early_words", value=count["final"], unit="1")


def _utterances() -> Iterator[tuple[str, Samples]]:
    for language, seeds in SEEDS.items():
        for seed in seeds:
            talk = make_talk(language, SENTENCES, seed=seed, pause_s=BREATH_S)
            for first in range(0, SENTENCES, TOGETHER):
                said = talk.sentences[first : first + TOGETHER]
                start_s, end_s = max(0.0, said[0][0].start_s - EDGE_S), said[-1][-1].end_s + EDGE_S
                yield language, talk.samples[round(start_s * RATE_HZ) : round(end_s * RATE_HZ)]


def _heard(engine: SpeechEngine, sound: Samples, language: str, *, beam: int) -> tuple[NewLine, ...]:
    """Return the lines, in milliseconds of the utterance."""
    temperatures = (0.0,) if beam == QUICK_BEAM else (0.0, 0.4)
    like = Window(samples=SILENCE, language=language, beam=beam, temperatures=temperatures)
    claim = Claim(id=0, camera_id="a", start_ms=0, end_ms=len(sound) // RATE_KHZ, attempts=0, created_ms=0)
    packed = pack([(claim, sound)], like)
    (result,) = unpack(packed, engine.transcribe(packed.window))
    return result.lines


def _words(lines: Sequence[NewLine]) -> list[Word]:
    return [word for line in lines for word in line.words]


def _new(words: list[Word], told: list[Word]) -> list[Word]:
    return [word for word in words if not _is_among(word, told, SAME_MS)]


def _is_among(word: Word, others: list[Word], near_ms: int) -> bool:
    return any(
        fold(word.text) == fold(other.text) and abs(word.start_ms - other.start_ms) < near_ms for other in others
    )
