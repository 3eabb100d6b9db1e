"""Real fragments in; utterances, events and progress out; and the search for what was missed."""

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest
from sqlalchemy import select

from tests.support.sound import Speaker, room
from tests.support.talking import fragments
from wallflower import clock
from wallflower.errors import StorageError
from wallflower.speech import listener as listener_module
from wallflower.speech.audio import LONGEST_SETTLING_MS, Recorded
from wallflower.speech.backfill import Backfill
from wallflower.speech.hearing import EDGE_MS, Hearing
from wallflower.speech.listener import Listener, Listening
from wallflower.speech.sound import RATE_HZ, Ring, Samples
from wallflower.speech.vad import VoiceModel
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.schema import utterance
from wallflower.store.utterances import NewUtterance, Priority, Utterances
from wallflower.wire import Phase, Speech
from wallflower.wire_options import VoiceOptions

START_MS = 1_700_000_000_000

type Build = Callable[[], Listener]


@pytest.fixture
def queue(database: Database) -> Utterances:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    return Utterances(database)


@pytest.fixture
def events() -> list[Speech]:
    return []


@pytest.fixture
def build(queue: Utterances, events: list[Speech], voice_model: VoiceModel) -> Build:
    return lambda: Listener("a", voice_model, queue, Ring(60_000), events.append)


@pytest.fixture
def talk(speaker: Speaker) -> Samples:
    """Two sentences, at 2 s and about 5 s."""
    return room(2.0, speaker.say("the front door is open"), 1.5, speaker.say("good night alice", "rms"), 1.5)


def stored(database: Database) -> list[tuple[int, int]]:
    with database.read() as connection:
        rows = connection.execute(select(utterance).order_by(utterance.c.start_ms)).all()
    return [(row.start_ms - START_MS, row.end_ms - START_MS) for row in rows]


def test_fragments_become_utterances_and_events(
    build: Build, talk: Samples, database: Database, events: list[Speech], queue: Utterances
) -> None:
    listener = build()
    found = [listener.hear(fragment) for fragment in fragments(talk, "a", START_MS)]
    assert found.count(True) == 2
    first, second = stored(database)
    assert 1_500 < first[0] < 2_300
    assert first[1] <= second[0]
    assert [event.phase for event in events] == [Phase.STARTED, Phase.ENDED] * 2
    assert all(event.camera_id == "a" for event in events)
    assert 1_900 < events[0].at_ms - START_MS < 2_500
    listener.close()
    heard_ms = (queue.heard_until("a") or 0) - START_MS
    assert abs(heard_ms - len(talk) / 16) < 1_000


def test_a_restart_does_not_cut_what_is_being_said(
    build: Build, speaker: Speaker, database: Database, queue: Utterances
) -> None:
    sentence = speaker.say("there is a package at the front door")
    for begun_ms, is_pause in ((START_MS, True), (START_MS + 60_000, False)):
        listener = build()
        for fragment in fragments(room(2.0, sentence[: len(sentence) * 2 // 3]), "a", begun_ms):
            listener.hear(fragment)
        before = len(stored(database))
        listener.close(is_pause=is_pause)
        assert len(stored(database)) - before == (not is_pause)
        assert (queue.heard_until("a") or 0) - begun_ms < 2_300


def test_what_was_being_said_when_a_camera_went_is_kept(
    build: Build, speaker: Speaker, database: Database, queue: Utterances, events: list[Speech]
) -> None:
    listener = build()
    for fragment in fragments(room(2.0, speaker.say("there is a package at the front door")), "a", START_MS):
        listener.hear(fragment)
    assert stored(database) == []
    assert listener.rest(None)
    ((begun_ms, end_ms),) = stored(database)
    assert (queue.heard_until("a") or 0) - START_MS >= end_ms > begun_ms + 1_000
    assert [event.phase for event in events] == [Phase.STARTED, Phase.ENDED]
    assert not listener.rest(None)


def test_what_cannot_be_stored_when_a_camera_went_is_not_said_to_be_heard(
    build: Build, speaker: Speaker, database: Database, queue: Utterances, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_new: NewUtterance) -> int:
        raise StorageError("no database")

    listener = build()
    for fragment in fragments(room(2.0, speaker.say("there is a package at the front door")), "a", START_MS):
        listener.hear(fragment)
    with monkeypatch.context() as broken:
        broken.setattr(queue, "add", fail)
        assert not listener.rest(None)
    assert (queue.heard_until("a") or 0) - START_MS < 2_300
    assert listener.rest(None)
    assert len(stored(database)) == 1


def test_a_sentence_whose_rest_was_only_recorded_is_left_to_the_recording(
    build: Build, speaker: Speaker, database: Database
) -> None:
    sound = room(2.0, speaker.say("there is a package at the front door"), 2.0)
    listener = build()
    for fragment in fragments(sound[: 3 * RATE_HZ], "a", START_MS):
        listener.hear(fragment)
    assert listener.growing is not None
    assert not listener.rest(START_MS + len(sound) // 16)

    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        return Recorded(sound[(start_ms - START_MS) * 16 : (end_ms - START_MS) * 16], [(start_ms, end_ms)])

    backfill = Backfill("a", VoiceModel.bundled(), listener._queue, read)
    while backfill.search_next(listener.hearing):
        pass
    ((begun_ms, end_ms),) = stored(database)
    assert begun_ms < 2_300
    assert end_ms > 3_500


def test_other_settings_hold_from_the_next_sound_on(build: Build, talk: Samples, database: Database) -> None:
    listener = build()
    how = (
        Listening(),
        Listening(voice=VoiceOptions(least_speech_ms=5_000), priority=Priority.LIVE),
        Listening(priority=Priority.LIVE),
    )
    counts = []
    for index, listening in enumerate(how):
        listener.follow(listening)
        for piece in fragments(talk, "a", START_MS + index * 60_000):
            listener.hear(piece)
        counts.append(len(stored(database)))
    assert counts == [2, 2, 4]
    with database.read() as connection:
        priorities = connection.execute(select(utterance.c.priority).order_by(utterance.c.start_ms)).scalars().all()
    assert priorities == [Priority.NORMAL] * 2 + [Priority.LIVE] * 2


def test_where_nothing_is_recorded_the_row_keeps_the_sound(build: Build, talk: Samples, queue: Utterances) -> None:
    listener = build()
    listener.follow(Listening(is_recorded=False))
    for fragment in fragments(talk, "a", START_MS):
        listener.hear(fragment)
    (claim,) = queue.claim(1)
    assert claim.audio is not None
    assert len(claim.audio) == (claim.end_ms - claim.start_ms) * RATE_HZ // 1000 * 2


def test_a_damaged_fragment_costs_only_itself(build: Build, talk: Samples, database: Database) -> None:
    listener = build()
    for index, fragment in enumerate(fragments(talk, "a", START_MS)):
        broken = dataclasses.replace(fragment, data=fragment.data[:200] + bytes(50)) if index == 1 else fragment
        listener.hear(broken)
    assert len(stored(database)) == 2


def test_a_database_that_fails_for_a_moment_loses_nothing(
    build: Build, talk: Samples, database: Database, queue: Utterances, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, failures = queue.add, iter(range(6))

    def add(new: NewUtterance) -> int:
        if next(failures, None) is not None:
            raise StorageError("the disk is full")
        return real(new)

    monkeypatch.setattr(queue, "add", add)
    listener = build()
    for fragment in fragments(talk, "a", START_MS):
        listener.hear(fragment)
    listener.close()
    assert len(stored(database)) == 2


@pytest.mark.parametrize("bound", ["MOST_UNSAVED", "MOST_UNSAVED_BYTES"])
def test_a_database_that_is_away_for_too_long_costs_the_oldest_and_is_counted(
    build: Build,
    talk: Samples,
    database: Database,
    queue: Utterances,
    monkeypatch: pytest.MonkeyPatch,
    bound: str,
) -> None:
    real, is_away = queue.add, True

    def add(new: NewUtterance) -> int:
        if is_away:
            raise StorageError("the disk is full")
        return real(new)

    monkeypatch.setattr(queue, "add", add)
    monkeypatch.setattr(listener_module, bound, 1 if bound == "MOST_UNSAVED" else 100_000)
    listener = build()
    listener.follow(Listening(is_recorded=False))
    for fragment in fragments(talk, "a", START_MS):
        listener.hear(fragment)
    assert listener.dropped["unsaved"] == 1
    is_away = False
    listener.close()
    (kept,) = stored(database)
    assert kept[0] > 4_000


def test_a_deleted_camera_is_no_error(build: Build, talk: Samples, database: Database) -> None:
    listener = build()
    Cameras(database).delete("a")
    for fragment in fragments(talk, "a", START_MS):
        listener.hear(fragment)
    listener.close()


@pytest.mark.parametrize("is_on_disk", [True, False])
def test_a_sentence_that_a_restart_cut_in_two_is_found_whole(
    build: Build, talk: Samples, database: Database, queue: Utterances, *, is_on_disk: bool
) -> None:
    sound = fragments(talk, "a", START_MS)
    listener = build()
    for fragment in sound[:5]:  # killed in the middle of the first sentence
        listener.hear(fragment)
    queue.set_heard_until("a", listener.hearing.until_ms or 0)
    restarted = build()
    middle = next(index for index, fragment in enumerate(sound) if fragment.start_ms - START_MS >= 2_900)
    for fragment in sound[middle:]:
        restarted.hear(fragment)
    assert len(stored(database)) == 1  # the second sentence

    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        first, last = ((at_ms - START_MS) * 16 for at_ms in (start_ms, end_ms))
        return Recorded(talk[first:last], [(start_ms, end_ms)] if is_on_disk else ())

    backfill = Backfill("a", VoiceModel.bundled(), queue, read)
    while backfill.search_next(restarted.hearing):
        pass
    first, second = stored(database)
    assert first[1] <= second[0]
    assert (first[0] < 2_300) is is_on_disk
    assert restarted.hearing.pending == ()


def test_searching_twice_finds_nothing_new(
    build: Build, talk: Samples, database: Database, queue: Utterances, voice_model: VoiceModel
) -> None:
    listener = build()
    sound = fragments(talk, "a", START_MS)
    for fragment in sound:
        listener.hear(fragment)
    before = stored(database)
    queue.set_heard_until("a", START_MS)
    hearing = Hearing(queue, "a")
    hearing.arrived(START_MS + len(talk) // 16, START_MS + len(talk) // 16 + 500, is_recorded=True)

    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        first, last = ((at_ms - START_MS) * 16 for at_ms in (start_ms, end_ms))
        return Recorded(talk[first:last], [(start_ms, end_ms)])

    backfill = Backfill("a", voice_model, queue, read)
    while backfill.search_next(hearing):
        pass
    assert stored(database) == before
    assert hearing.pending == ()


def test_speech_whose_rest_is_heard_live_but_too_short_is_found_whole(
    database: Database, queue: Utterances, voice_model: VoiceModel, speaker: Speaker
) -> None:
    sound = room(1.0, speaker.say("there is a package at the front door"))
    end_ms = START_MS + len(sound) // 16 - 300
    queue.set_heard_until("a", START_MS)
    hearing = Hearing(queue, "a")
    hearing.arrived(end_ms, end_ms + 2_000, is_recorded=True)
    hearing.settled(end_ms + 1_700)

    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        return Recorded(sound[(start_ms - START_MS) * 16 : (end_ms - START_MS) * 16], [(start_ms, end_ms)])

    backfill = Backfill("a", voice_model, queue, read)
    while backfill.search_next(hearing):
        pass
    ((_, found_end_ms),) = stored(database)
    assert abs(found_end_ms + START_MS - end_ms - 300) < 100


def test_speech_whose_rest_is_not_heard_live_at_all_is_found_whole(
    database: Database, queue: Utterances, voice_model: VoiceModel, speaker: Speaker
) -> None:
    sound = room(1.0, speaker.say("there is a package at the front door"), 2.0)
    live_ms = START_MS + 1_300
    queue.set_heard_until("a", START_MS)
    hearing = Hearing(queue, "a")
    hearing.arrived(live_ms, live_ms + 4_000, is_recorded=True)
    hearing.settled(live_ms + 3_700)

    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        return Recorded(sound[(start_ms - START_MS) * 16 : (end_ms - START_MS) * 16], [(start_ms, end_ms)])

    backfill = Backfill("a", voice_model, queue, read)
    while backfill.search_next(hearing):
        pass
    ((_, found_end_ms),) = stored(database)
    assert found_end_ms > len(sound) // 16 - 2_300
    assert hearing.pending == ()


def test_what_may_not_be_on_disk_yet_is_searched_later(queue: Utterances, voice_model: VoiceModel) -> None:
    now_ms = clock.now_ms()
    queue.set_heard_until("a", now_ms - 5_000)
    hearing = Hearing(queue, "a")
    hearing.arrived(now_ms - 1_000, now_ms - 500, is_recorded=True)
    backfill = Backfill("a", voice_model, queue, lambda *_: Recorded(np.zeros(0, np.float32), ()))
    assert not backfill.search_next(hearing)
    assert len(hearing.pending) == 1


def test_a_disk_that_stalls_costs_no_words(
    database: Database, queue: Utterances, voice_model: VoiceModel, speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = room(2.0, speaker.say("the front door is open"), 2.0)
    end_ms = START_MS + len(sound) // 16
    on_disk_ms = START_MS + 500
    queue.set_heard_until("a", START_MS)
    hearing = Hearing(queue, "a")
    hearing.arrived(end_ms - EDGE_MS, end_ms, is_recorded=True)
    hearing.settled(end_ms + 300)

    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        samples = sound[(start_ms - START_MS) * 16 : (end_ms - START_MS) * 16]
        return Recorded(samples, [(start_ms, min(end_ms, on_disk_ms))])

    backfill = Backfill("a", voice_model, queue, read)
    monkeypatch.setattr(clock, "now_ms", lambda: end_ms + LONGEST_SETTLING_MS - 1)
    assert not backfill.search_next(hearing)
    assert stored(database) == []
    on_disk_ms = end_ms
    assert backfill.search_next(hearing)
    assert len(stored(database)) == 1
    assert hearing.pending == ()


def test_what_never_comes_to_disk_is_not_waited_for(
    queue: Utterances, voice_model: VoiceModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue.set_heard_until("a", START_MS)
    hearing = Hearing(queue, "a")
    hearing.missed(START_MS + 5_000)
    backfill = Backfill("a", voice_model, queue, lambda *_: Recorded(np.zeros(0, np.float32), ()))
    monkeypatch.setattr(clock, "now_ms", lambda: START_MS + 5_000 + LONGEST_SETTLING_MS)
    assert not backfill.search_next(hearing)
    monkeypatch.setattr(clock, "now_ms", lambda: START_MS + 5_001 + LONGEST_SETTLING_MS)
    assert backfill.search_next(hearing)
    assert hearing.pending == ()
