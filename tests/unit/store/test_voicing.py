"""What voices say of lines, exactly once."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sqlalchemy import func, select

from wallflower.store.alerts import Alerts
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.people import People
from wallflower.store.people_schema import speaker, voice_print
from wallflower.store.speakers import Speakers
from wallflower.store.transcripts import Transcripts, Wanted
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.store.voices import MOST_PRINTS, Voices
from wallflower.store.voicing import MOST_ATTEMPTS, NewPrint, Voicing
from wallflower.wire import Line, Word

TINY = Hearer(engine="e", model="m")
TEXT = "Who is there? Only me."
WORDS = ("Who", "is", "there?", "Only", "me.")


@pytest.fixture
def voicing(database: Database) -> Voicing:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    Cameras(database).create(CameraRow(id="off", name="off", url="rtsp://cam/2", recognize_voices=False))
    return Voicing(database)


@pytest.fixture
def amy(database: Database) -> str:
    return People(database).create("Amy").id


def said(start_ms: int) -> NewLine:
    words = tuple(
        Word(text=text, start_ms=start_ms + 500 * index, end_ms=start_ms + 500 * index + 400, confidence=0.9)
        for index, text in enumerate(WORDS)
    )
    return NewLine(start_ms=start_ms, end_ms=start_ms + 2400, text=TEXT, words=words)


def speak(database: Database, start_ms: int, camera_id: str = "a", audio: bytes | None = None) -> int:
    """Let something be said and transcribed; return the id of its utterance."""
    queue = Utterances(database)
    queue.add(NewUtterance(camera_id=camera_id, start_ms=start_ms, end_ms=start_ms + 2500, audio=audio))
    (claim,) = queue.claim(1)
    queue.finish(claim.id, [said(start_ms)], TINY)
    return claim.id


def heard(start_ms: int, from_ms: int = 0, to_ms: int = 2500, **whose: Any) -> NewPrint:
    new = NewPrint(
        start_ms=start_ms + from_ms,
        end_ms=start_ms + to_ms,
        engine="ge2e",
        model="m",
        embedding=np.ones(4, np.float32),
        seconds=(to_ms - from_ms) / 1000,
    )
    return replace(new, **whose)


def lines(database: Database) -> tuple[Line, ...]:
    return Transcripts(database).lines("a", 0, 1 << 42)


def test_text_lets_the_voice_wait_and_settling_ends_that(database: Database, voicing: Voicing, amy: str) -> None:
    key = speak(database, 1000)
    claim = voicing.take()
    assert claim is not None
    assert (claim.id, claim.camera_id, claim.start_ms, claim.end_ms, claim.audio) == (key, "a", 1000, 3500, None)
    settled = voicing.settle(key, [heard(1000, person_id=amy, score=0.9)])
    assert [line.speaker for line in settled.lines] == [amy]
    assert lines(database)[0].speaker == amy
    assert (voicing.take(), voicing.waiting()) == (None, 0)


def test_the_newest_goes_first_and_what_is_deferred_is_left_out(database: Database, voicing: Voicing) -> None:
    first, second = speak(database, 1000), speak(database, 9000)
    claim = voicing.take()
    assert claim is not None
    assert claim.id == second
    other = voicing.take(without=[second])
    assert other is not None
    assert other.id == first


def test_a_camera_whose_voices_are_not_wanted_waits_for_nothing(database: Database, voicing: Voicing) -> None:
    speak(database, 1000, camera_id="off")
    assert voicing.take() is None


def test_sound_of_its_own_is_kept_until_the_voice_is_known(database: Database, voicing: Voicing) -> None:
    key = speak(database, 1000, audio=b"\x01\x02" * 10)
    claim = voicing.take()
    assert claim is not None
    assert claim.audio == b"\x01\x02" * 10
    assert voicing.drop_overflow(most_audio_bytes=5) == 1
    assert voicing.settle(key, []).lines == ()
    assert voicing.waiting() == 0


def test_a_process_that_dies_again_and_again_gives_up(database: Database, voicing: Voicing) -> None:
    speak(database, 1000)
    for _ in range(MOST_ATTEMPTS):
        assert voicing.take() is not None
    assert voicing.take() is None
    assert voicing.waiting() == 0


def test_an_attempt_that_was_no_fault_is_taken_back(database: Database, voicing: Voicing) -> None:
    speak(database, 1000)
    for _ in range(3 * MOST_ATTEMPTS):
        claim = voicing.take()
        assert claim is not None
        voicing.put_back(claim)


def test_what_two_people_say_becomes_two_lines(database: Database, voicing: Voicing, amy: str) -> None:
    bob = People(database).create("Bob").id
    key = speak(database, 1000)
    voicing.settle(key, [heard(1000, 0, 1450, person_id=amy), heard(1000, 1450, 2500, person_id=bob)])
    first, second = lines(database)
    assert (first.text, first.speaker, second.text, second.speaker) == ("Who is there?", amy, "Only me.", bob)
    assert [word.text for word in second.words] == ["Only", "me."]
    found = Transcripts(database).search(Wanted(text="me")).lines
    assert [line.id for line in found] == [second.id]
    assert Transcripts(database).search(Wanted(text="there me")).lines == ()
    with database.read() as connection:
        prints = connection.execute(select(voice_print.c.line_id).order_by(voice_print.c.start_ms)).scalars().all()
    assert prints == [first.id, second.id]


def test_a_person_who_becomes_known_is_news_for_rules_and_another_speaker_is_not(
    database: Database, voicing: Voicing, amy: str
) -> None:
    alerts = Alerts(database)
    keys = [speak(database, start_ms) for start_ms in (1000, 9000)]
    for line in alerts.news(10):
        alerts.seen(line.id)
    voicing.settle(keys[0], [heard(1000, person_id=amy)])
    voicing.settle(keys[1], [heard(9000, is_new=True)])
    assert [line.speaker for line in alerts.news(10)] == [amy]


def test_a_new_speaker_is_shown_when_heard_a_second_time(database: Database, voicing: Voicing) -> None:
    first, second = speak(database, 1000), speak(database, 9000)
    (speaker_id,) = voicing.settle(first, [heard(1000, is_new=True)]).speaker_ids
    assert speaker_id is not None
    assert [line.speaker_id for line in lines(database)] == [None, None]
    settled = voicing.settle(second, [heard(9000, speaker_id=speaker_id)])
    assert [line.speaker_id for line in settled.lines] == [speaker_id, speaker_id]
    assert [line.speaker_id for line in lines(database)] == [speaker_id, speaker_id]
    with database.read() as connection:
        row = connection.execute(select(speaker)).one()
    assert (row.number, row.confirmed, row.camera_id, row.last_ms) == (1, True, "a", 11_500)


def test_numbers_of_speakers_go_on(database: Database, voicing: Voicing) -> None:
    for start_ms in (1000, 9000):
        voicing.settle(speak(database, start_ms), [heard(start_ms, is_new=True)])
    with database.read() as connection:
        assert connection.execute(select(speaker.c.number).order_by(speaker.c.id)).scalars().all() == [1, 2]


def test_a_number_is_not_used_again_and_naming_its_speaker_can_be_undone(
    database: Database, voicing: Voicing, amy: str
) -> None:
    (first,) = voicing.settle(speak(database, 1000), [heard(1000, is_new=True)]).speaker_ids
    assert first is not None
    Speakers(database).name(first, amy)
    voicing.settle(speak(database, 9000), [heard(9000, is_new=True)])
    edits = Edits(database)
    edits.undo(edits.list(limit=1).edits[0].id)
    with database.read() as connection:
        assert connection.execute(select(speaker.c.number).order_by(speaker.c.id)).scalars().all() == [1, 2]


def test_whoever_talks_all_day_does_not_crowd_out_other_speakers(database: Database, voicing: Voicing) -> None:
    for start_ms in (1000, 9000):
        voicing.settle(speak(database, start_ms), [heard(start_ms, is_new=True)])
    voices = Voices(database)
    (quiet, _), (talkative, _) = voices.speaker_prints("ge2e", "m")
    many = [
        heard(17_000, speaker_id=talkative, embedding=np.full(4, number, np.float32))
        for number in range(3 * MOST_PRINTS)
    ]
    voicing.settle(speak(database, 17_000), many)
    prints = voices.speaker_prints("ge2e", "m")
    assert [speaker_id for speaker_id, _ in prints] == [quiet, *[talkative] * MOST_PRINTS]
    assert [vector[0] for _, vector in prints[1:]] == list(range(2 * MOST_PRINTS, 3 * MOST_PRINTS))
    assert voices.speaker_prints("ge2e", "another") == []


def test_a_person_or_speaker_that_is_gone_meanwhile_is_nobody(database: Database, voicing: Voicing) -> None:
    first, second = speak(database, 1000), speak(database, 9000)
    assert voicing.settle(first, [heard(1000, person_id="gone")]).lines == ()
    assert voicing.settle(second, [heard(9000, speaker_id=99)]).speaker_ids == (None,)


def test_an_utterance_that_is_gone_meanwhile_is_not_worked_on(database: Database, voicing: Voicing) -> None:
    key = speak(database, 1000)
    Cameras(database).delete("a")
    assert voicing.settle(key, [heard(1000, is_new=True)]).speaker_ids == (None,)
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(speaker)).scalar_one() == 0


def test_a_better_text_gets_its_speaker_from_the_first_hearing(database: Database, voicing: Voicing, amy: str) -> None:
    key = speak(database, 1000)
    voicing.settle(key, [heard(1000, person_id=amy)])
    queue = Utterances(database)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE utterance SET state = 'running'")
    queue.finish(key, [said(1000)], replace(TINY, quality=5))
    assert voicing.has_prints(key, "ge2e", "m")
    assert not voicing.has_prints(key, "ge2e", "another")
    assert [line.speaker for line in voicing.settle_again(key).lines] == [amy]
    (line,) = lines(database)
    assert (line.version, line.speaker) == (2, amy)


def test_lines_are_found_by_who_speaks(database: Database, voicing: Voicing, amy: str) -> None:
    keys = [speak(database, start_ms) for start_ms in (1000, 9000, 17_000, 25_000)]
    voicing.settle(keys[0], [heard(1000, person_id=amy)])
    (speaker_id,) = voicing.settle(keys[1], [heard(9000, is_new=True)]).speaker_ids
    assert speaker_id is not None
    voicing.settle(keys[2], [heard(17_000, speaker_id=speaker_id)])
    search = Transcripts(database).search

    def starts(**who: Any) -> list[int]:
        return sorted(line.start_ms for line in search(Wanted(**who)).lines)

    assert starts(person_ids=[amy]) == [1000]
    assert starts(speaker_ids=[speaker_id]) == [9000, 17_000]
    assert starts(person_ids=[amy], speaker_ids=[speaker_id], text="me") == [1000, 9000, 17_000]
    assert starts() == [1000, 9000, 17_000, 25_000]
