import asyncio
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq

from tests.support.waiting import PATIENCE_S
from wallflower.media.fragment import Fragment, Init
from wallflower.workers.endpoint import endpoint
from wallflower.workers.link import FragmentPublisher, FragmentSubscriber
from wallflower.workers.link_fragments import LINK, QUEUE, encode

INIT = Init(
    id="a" * 32,
    data=b"ftypmoov",
    video_codec="h264",
    audio_codec="aac",
    width=640,
    height=360,
    video_track=1,
    timescale=12800,
)


def fragment(
    sequence: int, *, is_key: bool = True, session: str = "s1", data: bytes = b"data", **more: Any
) -> Fragment:
    return Fragment(
        camera_id=more.get("camera", "camera0001"),
        session_id=session,
        sequence=sequence,
        init=INIT,
        is_key=is_key,
        start_ms=1_700_000_000_000 + sequence * 500,
        duration_ms=500,
        decode_time=sequence * 6400,
        moof_bytes=2,
        data=data,
    )


@pytest.fixture
def publisher(runtime: Path) -> Iterator[FragmentPublisher]:
    link = FragmentPublisher(runtime)
    yield link
    link.close()


@pytest.fixture
def subscriber(runtime: Path) -> Iterator[FragmentSubscriber]:
    with FragmentSubscriber(runtime) as link:
        yield link


async def joined(publisher: FragmentPublisher, subscriber: FragmentSubscriber) -> None:
    """Publish greetings until one arrives: a listener joins a moment after it connected."""

    async def greet() -> None:
        while True:
            publisher.publish(fragment(0, session="greeting", camera="greeting00"))
            await asyncio.sleep(0.01)

    task = asyncio.create_task(greet())
    await anext(subscriber)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    while True:
        try:
            async with asyncio.timeout(0.1):
                await anext(subscriber)
        except TimeoutError:
            return


async def take(subscriber: FragmentSubscriber, count: int) -> list[Fragment]:
    async with asyncio.timeout(PATIENCE_S):
        return [await anext(subscriber) for _ in range(count)]


async def test_fragments_arrive_whole_and_in_order(
    publisher: FragmentPublisher, subscriber: FragmentSubscriber
) -> None:
    await joined(publisher, subscriber)
    sent = [fragment(number, is_key=number % 4 == 0, data=os.urandom(100_000)) for number in range(12)]
    for one in sent:
        publisher.publish(one)
    assert await take(subscriber, 12) == sent


async def test_a_late_listener_begins_with_the_next_key(
    publisher: FragmentPublisher, subscriber: FragmentSubscriber
) -> None:
    await joined(publisher, subscriber)
    for number, is_key in enumerate([False, False, True, False]):
        publisher.publish(fragment(number, is_key=is_key))
    assert [one.sequence for one in await take(subscriber, 2)] == [2, 3]
    assert subscriber.skipped == 2


async def test_a_new_session_begins_with_its_own_key(
    publisher: FragmentPublisher, subscriber: FragmentSubscriber
) -> None:
    await joined(publisher, subscriber)
    publisher.publish(fragment(1, session="old"))
    publisher.publish(fragment(7, session="new", is_key=False))
    publisher.publish(fragment(8, session="new"))
    publisher.publish(fragment(9, session="new", is_key=False))
    assert [(one.session_id, one.sequence) for one in await take(subscriber, 3)] == [("old", 1), ("new", 8), ("new", 9)]


async def test_cameras_keep_their_own_inits(publisher: FragmentPublisher, subscriber: FragmentSubscriber) -> None:
    await joined(publisher, subscriber)
    publisher.publish(fragment(1, camera="one"))
    publisher.publish(fragment(1, camera="two", is_key=False))
    publisher.publish(fragment(2, camera="one", is_key=False))
    assert [(one.camera_id, one.sequence) for one in await take(subscriber, 2)] == [("one", 1), ("one", 2)]


async def test_many_threads_may_publish(publisher: FragmentPublisher, subscriber: FragmentSubscriber) -> None:
    await joined(publisher, subscriber)

    def work(camera: str) -> None:
        for number in range(10):
            publisher.publish(fragment(number, camera=camera, is_key=number == 0))

    threads = [threading.Thread(target=work, args=(f"camera{index}",)) for index in range(4)]
    for thread in threads:
        thread.start()
    received = await take(subscriber, 40)
    for thread in threads:
        thread.join()
    for index in range(4):
        numbers = [one.sequence for one in received if one.camera_id == f"camera{index}"]
        assert numbers == list(range(10))


async def test_nobody_listening_costs_nothing(publisher: FragmentPublisher) -> None:
    for number in range(1000):
        publisher.publish(fragment(number, data=bytes(100_000)))
    publisher.close()
    publisher.publish(fragment(0))


LISTENER = """
    import asyncio, sys
    from pathlib import Path
    from wallflower.workers.link import FragmentSubscriber

    async def main():
        with FragmentSubscriber(Path(sys.argv[1])) as subscriber:
            async for fragment in subscriber:
                print(fragment.session_id, fragment.sequence, len(fragment.data), flush=True)

    asyncio.run(main())
"""


async def wait_for_line(process: Any, wanted: Callable[[str], bool], poke: Callable[[], None]) -> str:
    """Call `poke` until the process prints a wanted line."""
    reading = asyncio.create_task(asyncio.to_thread(_read_until, process, wanted))
    while not reading.done():
        poke()
        await asyncio.wait([reading], timeout=0.02)
    return reading.result()


def _read_until(process: Any, wanted: Callable[[str], bool]) -> str:
    while line := process.stdout.readline():
        if wanted(line):
            return str(line)
    pytest.fail("the process ended early")


async def test_a_stopped_listener_neither_blocks_nor_grows_the_publisher(
    publisher: FragmentPublisher, spawn: Any, runtime: Path
) -> None:
    slow = spawn(LISTENER, runtime)
    await wait_for_line(slow, lambda line: True, lambda: publisher.publish(fragment(0)))
    os.kill(slow.pid, signal.SIGSTOP)
    payload = os.urandom(1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(QUEUE * 6):  # a publisher that waits for him never comes to an end
        publisher.publish(fragment(number, session="flood", data=payload))
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    # One queue of 64 fragments and what the two sockets' buffers hold, not the 384 that were published.
    assert grown_mb < QUEUE * 1.0 + 50
    os.kill(slow.pid, signal.SIGCONT)
    await wait_for_line(
        slow, lambda line: line.startswith("after"), lambda: publisher.publish(fragment(1, session="after"))
    )


async def test_a_restarted_listener_gets_fragments_again(
    publisher: FragmentPublisher, spawn: Any, runtime: Path
) -> None:
    for _ in range(2):
        listener = spawn(LISTENER, runtime)
        await wait_for_line(listener, lambda line: line == "s1 5 4\n", lambda: publisher.publish(fragment(5)))
        os.kill(listener.pid, signal.SIGKILL)
        listener.wait()


PUBLISHER = """
    import sys, time
    from pathlib import Path
    from wallflower.media.fragment import Fragment, Init
    from wallflower.workers.link import FragmentPublisher

    init = Init(id="a", data=b"init", video_codec="h264", audio_codec=None,
        width=1, height=1, video_track=1, timescale=90000)
    publisher = FragmentPublisher(Path(sys.argv[1]))
    for number in range(10_000):
        publisher.publish(Fragment(camera_id="camera", session_id=sys.argv[2], sequence=number, init=init,
            is_key=number % 10 == 0, start_ms=0, duration_ms=500, decode_time=0, moof_bytes=1, data=b"x"))
        time.sleep(0.01)
"""


async def test_a_killed_and_restarted_publisher_is_heard_again(
    subscriber: FragmentSubscriber, spawn: Any, runtime: Path
) -> None:
    for session in ("first", "second"):
        process = spawn(PUBLISHER, runtime, session)
        async with asyncio.timeout(PATIENCE_S):
            while (await anext(subscriber)).session_id != session:
                pass
        os.kill(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize(
    "parts",
    [
        [b"only a topic"],
        [b"camera0001", b"no json", b"", b"data"],
        [b"camera0001", b"[]", b"", b"data"],
        [b"camera0001", b'{"is_key": true}', b"", b"data"],
        [b"camera0001", b'{"is_key": true, "init": 3, "session_id": "s"}', b"", b"data"],
        [b"\xff\xfe", *encode(fragment(1))[1:]],
        [*encode(fragment(1)), b"too much"],
    ],
)
async def test_a_malformed_message_is_dropped_and_counted(
    runtime: Path, subscriber: FragmentSubscriber, parts: list[bytes]
) -> None:
    with zmq.Context() as context, context.socket(zmq.PUB) as raw:
        raw.bind(endpoint(runtime, LINK))

        async def send() -> None:
            while True:
                raw.send_multipart(parts)
                raw.send_multipart(encode(fragment(3)))
                await asyncio.sleep(0.01)

        task = asyncio.create_task(send())
        assert [one.sequence for one in await take(subscriber, 3)] == [3, 3, 3]
        task.cancel()
        raw.close(linger=0)
    assert subscriber.malformed >= 2


def test_a_runtime_directory_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too long"):
        endpoint(tmp_path / ("x" * 100), LINK)
