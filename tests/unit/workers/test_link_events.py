import asyncio
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq

from tests.support.waiting import PATIENCE_S
from wallflower.wire import EventType
from wallflower.workers.endpoint import endpoint
from wallflower.workers.link import EventReceiver, EventSender, SentEvent
from wallflower.workers.link_events import LINK, QUEUE


@pytest.fixture
def sender(runtime: Path) -> Iterator[EventSender]:
    link = EventSender(runtime)
    yield link
    link.close()


@pytest.fixture
def receiver(runtime: Path) -> Iterator[EventReceiver]:
    with EventReceiver(runtime) as link:
        yield link


async def take(receiver: EventReceiver, count: int) -> list[SentEvent]:
    async with asyncio.timeout(PATIENCE_S):
        return [await anext(receiver) for _ in range(count)]


async def test_events_arrive_in_order(sender: EventSender, receiver: EventReceiver) -> None:
    for number in range(20):
        assert sender.send(EventType.LINE, {"id": number}, at_ms=1000 + number)
    assert await take(receiver, 20) == [(EventType.LINE, 1000 + number, {"id": number}) for number in range(20)]


async def test_many_threads_may_send(sender: EventSender, receiver: EventReceiver) -> None:
    def work(name: int) -> None:
        for number in range(50):
            sender.send(EventType.SPEECH, {"thread": name, "number": number}, at_ms=0)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    received = [data for _, _, data in await take(receiver, 200)]
    for thread in threads:
        thread.join()
    assert [one["number"] for one in received if one["thread"] == 2] == list(range(50))


async def test_events_wait_for_a_server_that_is_down_up_to_a_bound(runtime: Path, sender: EventSender) -> None:
    sent = [sender.send(EventType.VISIT, {"number": number}, at_ms=0) for number in range(QUEUE + 100)]
    assert sum(sent) == QUEUE
    assert sender.dropped == 100
    with EventReceiver(runtime) as receiver:
        received = await take(receiver, QUEUE)
    assert [data["number"] for _, _, data in received] == list(range(QUEUE))


async def test_a_type_of_a_newer_process_becomes_unknown(runtime: Path, receiver: EventReceiver) -> None:
    with zmq.Context() as context, context.socket(zmq.PUSH) as raw:
        raw.connect(endpoint(runtime, LINK))
        raw.send(b'{"type": "someday", "at_ms": 1, "data": {}}')
        assert await take(receiver, 1) == [(EventType.UNKNOWN, 1, {})]


@pytest.mark.parametrize(
    "parts",
    [
        [b"no json"],
        [b"\xff"],
        [b"{}"],
        [b"[1, 2]"],
        [b'{"type": 7, "at_ms": 1, "data": {}}'],
        [b'{"type": "line", "at_ms": "1", "data": {}}'],
        [b'{"type": "line", "at_ms": 1, "data": []}'],
        [b'{"type": "line", "at_ms": 1, "data": {}}', b"second part"],
    ],
)
async def test_a_malformed_message_is_dropped_and_counted(
    runtime: Path, sender: EventSender, receiver: EventReceiver, parts: list[bytes]
) -> None:
    with zmq.Context() as context, context.socket(zmq.PUSH) as raw:
        raw.connect(endpoint(runtime, LINK))
        raw.send_multipart(parts)
        raw.send(b'{"type": "health", "at_ms": 1, "data": {}}')
        assert await take(receiver, 1) == [(EventType.HEALTH, 1, {})]
    assert receiver.malformed == 1


def test_sending_after_the_end_is_refused_quietly(runtime: Path) -> None:
    sender = EventSender(runtime)
    sender.close()
    sender.close()
    assert not sender.send(EventType.LINE, {}, at_ms=0)


RECEIVER = """
    import asyncio, sys
    from pathlib import Path
    from wallflower.workers.link import EventReceiver

    async def main():
        with EventReceiver(Path(sys.argv[1])) as receiver:
            async for kind, at_ms, data in receiver:
                print(kind, at_ms, data["number"], flush=True)

    asyncio.run(main())
"""


async def test_a_killed_and_restarted_server_receives_again(runtime: Path, sender: EventSender, spawn: Any) -> None:
    for number in range(2):
        server = spawn(RECEIVER, runtime)
        reading = asyncio.create_task(asyncio.to_thread(server.stdout.readline))
        while not reading.done():
            sender.send(EventType.LINE, {"number": number}, at_ms=5)
            await asyncio.wait([reading], timeout=0.05)
        assert reading.result().startswith("line 5 ")
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
