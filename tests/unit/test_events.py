"""Events in order, for readers fast and slow."""

import asyncio
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.events import MOST_NARROWED, EventBus
from wallflower.wire import EventType


def publish(bus: EventBus, count: int) -> None:
    for number in range(count):
        bus.publish(EventType.LINE, {"n": number}, at_ms=number)


async def test_a_reader_gets_what_is_published_after_it_came() -> None:
    bus = EventBus()
    publish(bus, 3)
    reader = bus.subscribe()
    publish(bus, 2)
    events = await reader.next()
    assert events is not None
    assert [event.sequence for event in events] == [4, 5]
    assert {event.stream for event in events} == {bus.stream}


async def test_a_narrowed_bus_numbers_what_it_keeps() -> None:
    bus = EventBus()
    odd = bus.narrowed("odd", lambda event: event.data["n"] % 2 == 1)
    assert odd is bus.narrowed("odd", lambda _: True)
    assert odd.stream != bus.stream
    reader = odd.subscribe()
    assert bus.readers == 1
    publish(bus, 4)
    events = await reader.next()
    assert events is not None
    assert [(event.sequence, event.data["n"], event.at_ms) for event in events] == [(1, 1, 1), (2, 3, 3)]
    assert {event.stream for event in events} == {odd.stream}
    reader.close()
    assert await odd.subscribe(bus.stream, 1).next() is None  # a place in all events is none among some
    bus.close()
    assert await odd.subscribe().next() == ()
    assert await bus.narrowed("late", lambda _: True).subscribe().next() == ()


def test_narrowed_buses_that_nobody_reads_are_few() -> None:
    bus = EventBus()
    reader = bus.narrowed("read", lambda _: True).subscribe()
    first = bus.narrowed("first", lambda _: True)
    for number in range(MOST_NARROWED):
        bus.narrowed(number, lambda _: True)
    assert bus.narrowed("first", lambda _: True) is not first
    publish(bus, 1)
    assert reader.position == 0
    assert bus.narrowed("read", lambda _: True).last_sequence == 1
    assert bus.readers == 1


async def test_next_waits_for_news() -> None:
    bus = EventBus()
    reader = bus.subscribe()
    waiting = asyncio.create_task(reader.next())
    await asyncio.sleep(0)
    assert not waiting.done()
    event = bus.publish(EventType.SPEECH, {})
    assert await waiting == (event,)


async def test_a_reader_resumes_after_the_last_sequence_it_saw() -> None:
    bus = EventBus()
    publish(bus, 5)
    events = await bus.subscribe(bus.stream, 3).next()
    assert events is not None
    assert [event.data["n"] for event in events] == [3, 4]


async def test_resuming_what_is_unknown_asks_for_a_resync_and_then_goes_on() -> None:
    bus = EventBus(ring_events=4)
    publish(bus, 10)
    for stream, sequence in ((bus.stream, 2), (bus.stream, 99), (bus.stream, -1), ("another", 10), (None, 10)):
        reader = bus.subscribe(stream, sequence)
        assert await reader.next() is None
        event = bus.publish(EventType.SPEECH, {})
        assert await reader.next() == (event,)


async def test_a_reader_that_falls_behind_is_told_once() -> None:
    bus = EventBus(ring_events=100, max_behind_events=3)
    reader = bus.subscribe()
    publish(bus, 4)
    assert await reader.next() is None
    publish(bus, 3)
    events = await reader.next()
    assert events is not None
    assert [event.sequence for event in events] == [5, 6, 7]


async def test_a_closed_reader_is_forgotten() -> None:
    bus = EventBus()
    reader = bus.subscribe()
    reader.close()
    reader.close()
    assert bus.readers == 0


def test_every_run_has_its_own_stream() -> None:
    assert EventBus().stream != EventBus().stream


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=40))
def test_a_reader_sees_every_event_once_or_is_told(steps: list[tuple[int, bool]]) -> None:
    async def play() -> None:
        bus = EventBus(ring_events=8, max_behind_events=6)
        reader = bus.subscribe()
        seen = 0
        for count, reads in steps:
            publish(bus, count)
            if reads and bus.last_sequence > seen:
                events = await reader.next()
                if events is None:
                    assert bus.last_sequence - seen > 6
                else:
                    assert [event.sequence for event in events] == list(range(seen + 1, bus.last_sequence + 1))
                seen = bus.last_sequence

    asyncio.run(play())


async def test_nothing_is_replayed_of_what_told_of_a_forgotten_person() -> None:
    bus = EventBus()
    narrow = bus.narrowed("all", lambda _: True)
    publish(bus, 3)
    readers = [(each, each.subscribe(), each.subscribe(each.stream, 1)) for each in (bus, narrow)]
    bus.forget(["ada"])
    publish(bus, 1)
    for each, connected, behind in readers:
        assert await behind.next() is None
        assert await each.subscribe(each.stream, 2).next() is None
        for reader in (connected, each.subscribe(each.stream, 3)):
            events = await reader.next()
            assert [event.sequence for event in events or ()] == [4]


@pytest.mark.parametrize(
    ("kind", "data", "told"),
    [
        (EventType.PERSON_UPDATED, {"id": "ada", "name": "Ada"}, {"id": "ada"}),
        (EventType.PERSON_UPDATED, {"id": "bob", "name": "Bob"}, {"id": "bob", "name": "Bob"}),
        (
            EventType.VISIT,
            {"phase": "ended", "visit": {"id": 5, "person_id": "ada", "name": "Ada", "verdict": "known"}},
            {"phase": "ended", "visit": {"id": 5, "person_id": None, "name": None, "verdict": "unknown"}},
        ),
        (EventType.LINE, {"id": 1, "text": "hi", "speaker": "ada"}, {"id": 1, "text": "hi", "speaker": None}),
        (EventType.KEYWORD, {"line": {"id": 1, "speaker": "ada"}}, {"line": {"id": 1, "speaker": None}}),
        (EventType.HEALTH, {"healthy": True}, {"healthy": True}),
    ],
)
async def test_what_was_on_its_way_does_not_name_who_was_forgotten(
    kind: EventType, data: dict[str, Any], told: dict[str, Any]
) -> None:
    bus = EventBus()
    bus.forget(["ada"])
    event = bus.publish(kind, data)
    assert event.data == told
    assert (event.type is EventType.PERSON_REMOVED) == (told == {"id": "ada"})
