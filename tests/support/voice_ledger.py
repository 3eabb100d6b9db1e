"""What must hold of voices at rest, whatever happened before: each worked on once, and speakers stay who they are."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func, select

from wallflower.store.database import Database
from wallflower.store.people_schema import voice_print
from wallflower.store.schema import line, utterance
from wallflower.store.utterances import State
from wallflower.store.voice_schema import voice_wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """What became of voices: of how many utterances it is told rightly who speaks, out of those `said`, by voice."""

    said: Mapping[str, int]
    told: Mapping[str, int]
    faults: Mapping[str, tuple[str, ...]]


class VoiceJudge:
    """Looks at the database of cameras at which known voices speak; `look` now and then while they do."""

    def __init__(self, database: Database, people: Mapping[str, str]) -> None:
        """`people` are the ids of those who are enrolled, by their voice; other voices are speakers without a name."""
        self._database = database
        self._people = people
        self._seen: dict[int, str] = {}
        self._changed: set[int] = set()

    def waiting(self) -> int:
        """Return how many utterances wait for their voice."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(voice_wait)).scalar_one())

    def look(self) -> None:
        """Note who speaks which line; that it was somebody else before, or is nobody any more, is a fault."""
        with self._database.read() as connection:
            rows = connection.execute(select(line.c.id, line.c.person_id, line.c.speaker_id)).all()
        now = {row.id: who for row in rows if (who := _who(row.person_id, row.speaker_id)) is not None}
        self._changed |= {line_id for line_id, who in self._seen.items() if now.get(line_id) != who}
        self._seen |= now

    def verdict(self, voices: Mapping[int, str]) -> Voices:
        """Judge, given whose voice each of these utterances is in."""
        self.look()
        faults = self._print_faults(voices)
        faults["speaker changed"] += [f"line {line_id}" for line_id in sorted(self._changed)]
        with self._database.read() as connection:
            rows = connection.execute(
                select(line.c.utterance_id, line.c.person_id, line.c.speaker_id).where(line.c.shown)
            ).all()
        spoken: dict[str, set[str]] = defaultdict(set)
        told: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            voice, who = voices.get(row.utterance_id), _who(row.person_id, row.speaker_id)
            if voice is None or who is None:
                continue
            spoken[who].add(voice)
            if row.person_id not in {None, self._people.get(voice)}:
                faults["wrong name"].append(f"utterance {row.utterance_id}")
            elif row.person_id == self._people.get(voice):
                told[voice].add(row.utterance_id)
        faults["two people"] += [who for who, some in spoken.items() if len(some) > 1]
        return Voices(
            said=Counter(voices.values()),
            told={voice: len(some) for voice, some in told.items()},
            faults={kind: tuple(places) for kind, places in faults.items() if places},
        )

    def _print_faults(self, voices: Mapping[int, str]) -> dict[str, list[str]]:
        faults: dict[str, list[str]] = defaultdict(list)
        order = (voice_print.c.utterance_id, voice_print.c.start_ms)
        with self._database.read() as connection:
            done = connection.execute(select(utterance.c.id).where(utterance.c.state == State.DONE)).scalars().all()
            prints = connection.execute(select(voice_print).order_by(*order)).all()
        printed = {row.utterance_id for row in prints}
        faults["without a print"] += [f"utterance {key}" for key in done if key in voices and key not in printed]
        for before, after in pairwise(prints):
            if before.utterance_id == after.utterance_id and after.start_ms < before.end_ms:
                faults["printed twice"].append(f"utterance {after.utterance_id}")
        return faults


def _who(person_id: str | None, speaker_id: int | None) -> str | None:
    return person_id or (None if speaker_id is None else f"speaker {speaker_id}")
