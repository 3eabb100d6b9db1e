"""Who speaks in an utterance: an enrolled person, a voice that was heard before, a new one, or nobody can tell."""

from dataclasses import dataclass

from wallflower.store.voicing import NewPrint, Settled
from wallflower.voices.engine import VoiceEngine
from wallflower.voices.gallery import Gallery
from wallflower.voices.mel import Samples
from wallflower.voices.passages import Passage, passages
from wallflower.voices.speakers import SpeakerBook, Unnamed


@dataclass(slots=True)
class KnownVoices:
    """People who are enrolled, and provisional speakers."""

    gallery: Gallery
    book: SpeakerBook


def identify(engine: VoiceEngine, samples: Samples, start_ms: int, known: KnownVoices) -> list[NewPrint]:
    """Return what each passage of an utterance that began at `start_ms` sounds like, and whose it is."""
    return [_print(passage, start_ms, known) for passage in passages(engine, samples, known.gallery.tell_apart)]


def learn(known: KnownVoices, prints: list[NewPrint], settled: Settled) -> None:
    """Know from now on what was stored."""
    for new, speaker_id in zip(prints, settled.speaker_ids, strict=True):
        if speaker_id is not None:
            known.book.add(speaker_id, new.embedding)


def _print(passage: Passage, start_ms: int, known: KnownVoices) -> NewPrint:
    profile = known.gallery.profile
    person_id, likeness = known.gallery.name(passage.embedding)
    overlap = known.gallery.is_mixed(list(passage.windows)) or known.gallery.is_of_two(passage.embedding)
    place: int | Unnamed = Unnamed.UNCLEAR
    if person_id is None and not overlap:
        place = known.book.place(passage.embedding, passage.seconds, passage.snr_db, likeness)
    return NewPrint(
        start_ms=start_ms + round(passage.start_s * 1000),
        end_ms=start_ms + round(passage.end_s * 1000),
        engine=profile.engine,
        model=profile.model,
        embedding=passage.embedding,
        seconds=passage.seconds,
        snr_db=passage.snr_db,
        overlap=overlap,
        score=likeness.score,
        margin=likeness.margin,
        person_id=person_id,
        speaker_id=place if isinstance(place, int) else None,
        is_new=place is Unnamed.NEW,
    )
