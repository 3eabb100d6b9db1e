import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import zmq

from tests.support.waiting import PATIENCE_S
from wallflower import clock, errors
from wallflower.wire import ErrorCode
from wallflower.wire_people import FacePlace
from wallflower.workers.endpoint import endpoint
from wallflower.workers.link import ControlClient, ControlServer
from wallflower.workers.link_control import MAX_RUNNING


class Parts:
    """Handlers that show every way a call can go."""

    def __init__(self) -> None:
        self.calls = 0
        self.release = asyncio.Event()

    async def echo(self, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        self.calls += 1
        return {"params": params, "length": len(blob)}

    async def refuse(self, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        raise errors.SourceError("the password is wrong", field="url", code=ErrorCode.AUTH_FAILED)

    async def crowd(self, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        place = FacePlace(index=1, x=2, y=3, width=4, height=5)
        raise errors.SeveralFacesError("2 faces", places=(place,))

    async def fail(self, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        raise RuntimeError("secret details")

    async def hang(self, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        self.calls += 1
        await self.release.wait()
        return {}


@pytest.fixture
async def parts(runtime: Path) -> AsyncIterator[Parts]:
    parts = Parts()
    names = ("echo", "refuse", "crowd", "fail", "hang")
    server = ControlServer(runtime, "ingest", {name: getattr(parts, name) for name in names})
    task = asyncio.create_task(server.run())
    yield parts
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def client(runtime: Path) -> AsyncIterator[ControlClient]:
    async with ControlClient(runtime, "ingest") as client:
        yield client


async def test_a_call_carries_parameters_and_a_blob(parts: Parts, client: ControlClient) -> None:
    answer = await client.call("echo", {"id": 7}, os.urandom(3_000_000))
    assert answer == {"params": {"id": 7}, "length": 3_000_000}


async def test_calls_run_side_by_side(parts: Parts, client: ControlClient) -> None:
    hanging = asyncio.create_task(client.call("hang", {}))
    answers = await asyncio.gather(*(client.call("echo", {"n": number}) for number in range(20)))
    assert [answer["params"]["n"] for answer in answers] == list(range(20))
    parts.release.set()
    assert await hanging == {}


async def test_an_error_keeps_its_class_code_sentence_and_field(parts: Parts, client: ControlClient) -> None:
    with pytest.raises(errors.SourceError, match="the password is wrong") as caught:
        await client.call("refuse", {})
    assert (caught.value.code, caught.value.field) == (ErrorCode.AUTH_FAILED, "url")


async def test_an_error_about_several_faces_keeps_their_places(parts: Parts, client: ControlClient) -> None:
    with pytest.raises(errors.SeveralFacesError) as caught:
        await client.call("crowd", {})
    assert caught.value.places == (FacePlace(index=1, x=2, y=3, width=4, height=5),)


async def test_an_unexpected_failure_is_internal_and_tells_no_details(
    parts: Parts, client: ControlClient, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(errors.WallflowerError) as caught:
        await client.call("fail", {})
    assert caught.value.code is ErrorCode.INTERNAL_ERROR
    assert "secret" not in caught.value.message
    assert "the call fail to ingest failed" in caplog.text
    assert (await client.call("echo", {}))["length"] == 0


async def test_an_unknown_method_is_an_invalid_request(parts: Parts, client: ControlClient) -> None:
    with pytest.raises(errors.InvalidRequestError, match="'nonsense'"):
        await client.call("nonsense", {})


async def test_a_late_answer_is_a_time_out_and_forgotten(parts: Parts, client: ControlClient) -> None:
    with pytest.raises(errors.UnavailableError, match=r"did not answer within 0\.1 s"):
        await client.call("hang", {}, timeout_s=0.1)
    parts.release.set()
    assert (await client.call("echo", {}))["length"] == 0


async def test_a_process_that_is_down_is_a_time_out_and_the_call_is_never_made_up_for(runtime: Path) -> None:
    async with ControlClient(runtime, "ingest") as client:
        with pytest.raises(errors.UnavailableError):
            await client.call("echo", {"stale": True}, timeout_s=0.1)
        parts = Parts()
        server = asyncio.create_task(ControlServer(runtime, "ingest", {"echo": parts.echo}).run())
        assert (await client.call("echo", {}))["params"] == {}
        assert parts.calls == 1
        server.cancel()
        await asyncio.gather(server, return_exceptions=True)


async def test_too_many_calls_at_once_are_refused(parts: Parts, client: ControlClient, eventually: Any) -> None:
    hanging = [asyncio.create_task(client.call("hang", {})) for _ in range(MAX_RUNNING)]
    await eventually(lambda: parts.calls == MAX_RUNNING)
    with pytest.raises(errors.UnavailableError, match="busy"):
        await client.call("echo", {})
    parts.release.set()
    await asyncio.gather(*hanging)
    assert (await client.call("echo", {}))["length"] == 0


@pytest.mark.parametrize(
    "message",
    [
        [b"one part"],
        [b"1", b"no json", b""],
        [b"1", b"{}", b""],
        [b"1", b'{"method": "echo", "params": 3, "deadline_s": 1e12}', b""],
        [b"1", b'{"method": "echo", "params": {}, "deadline_s": "soon"}', b""],
    ],
)
async def test_a_malformed_call_is_dropped_and_counted(runtime: Path, message: list[bytes], eventually: Any) -> None:
    parts = Parts()
    server = ControlServer(runtime, "analysis", {"echo": parts.echo})
    task = asyncio.create_task(server.run())
    with zmq.Context() as context, context.socket(zmq.DEALER) as raw:
        raw.connect(endpoint(runtime, "analysis"))
        raw.send_multipart(message)
        await eventually(lambda: server.malformed)
    async with ControlClient(runtime, "analysis") as client:
        assert (await client.call("echo", {}))["length"] == 0
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_call_past_its_deadline_is_not_begun(runtime: Path, parts: Parts, client: ControlClient) -> None:
    head = b'{"method": "echo", "params": {}, "deadline_s": %f}'
    with zmq.Context() as context, context.socket(zmq.DEALER) as raw:
        raw.connect(endpoint(runtime, "ingest"))
        raw.send_multipart([b"1", head % (clock.monotonic_s() - 1), b""])
        raw.send_multipart([b"2", head % (clock.monotonic_s() + 60), b""])
        assert await asyncio.to_thread(raw.poll, 60_000)
        assert raw.recv_multipart()[0] == b"2"
    assert parts.calls == 1


async def test_a_broken_answer_is_dropped_and_counted(runtime: Path, eventually: Any) -> None:
    with zmq.Context() as context, context.socket(zmq.ROUTER) as raw:
        raw.bind(endpoint(runtime, "ingest"))
        async with ControlClient(runtime, "ingest") as client:
            call = asyncio.create_task(client.call("echo", {}))
            await eventually(lambda: raw.poll(0))
            peer, call_id, *_ = raw.recv_multipart()
            raw.send_multipart([peer, call_id, b"no json"])
            raw.send_multipart([peer, b"only"])
            raw.send_multipart([peer, call_id, b'{"result": {"fine": true}}'])
            assert await call == {"fine": True}
            assert client.malformed == 2


SERVER = """
    import asyncio, sys
    from pathlib import Path
    from wallflower.workers.link import ControlServer

    async def who(params, blob):
        return {"name": sys.argv[2]}

    asyncio.run(ControlServer(Path(sys.argv[1]), "ingest", {"who": who}).run())
"""


async def test_a_killed_and_restarted_process_answers_again(runtime: Path, client: ControlClient, spawn: Any) -> None:
    for name in ("first", "second"):
        process = spawn(SERVER, runtime, name)
        assert await client.call("who", {}, timeout_s=PATIENCE_S) == {"name": name}
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with pytest.raises(errors.UnavailableError):
            await client.call("who", {}, timeout_s=0.2)
