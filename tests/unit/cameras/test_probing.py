"""Trying an address in a child process."""

import asyncio
import socket
from pathlib import Path

import pytest

from tests.support.ports import free_port
from tests.support.waiting import PATIENCE_S
from wallflower.cameras.probing import Prober
from wallflower.errors import WallflowerError
from wallflower.wire import ErrorCode


def children() -> set[str]:
    task = Path("/proc/self/task")
    return {pid for thread in task.iterdir() for pid in (thread / "children").read_text().split()}


async def test_a_host_that_refuses() -> None:
    with pytest.raises(WallflowerError) as caught:
        await Prober().probe(f"rtsp://user:hunter2@127.0.0.1:{free_port()}/x")
    assert caught.value.code is ErrorCode.CONNECTION_REFUSED
    assert caught.value.field == "url"
    assert "hunter2" not in caught.value.message


async def test_a_host_that_hangs_is_given_up_in_time_and_no_process_stays() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        before = children()
        with pytest.raises(WallflowerError) as caught:
            async with asyncio.timeout(PATIENCE_S):
                await Prober(timeout_s=1.5).probe(f"rtsp://127.0.0.1:{silent.getsockname()[1]}/x")
    assert caught.value.code is ErrorCode.TIMEOUT
    assert children() <= before


async def test_a_forbidden_protocol_starts_nothing() -> None:
    with pytest.raises(WallflowerError) as caught:
        await Prober().probe("file:///etc/passwd")
    assert caught.value.code is ErrorCode.FORBIDDEN_PROTOCOL


async def test_places_are_limited_and_waiting_counts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        prober = Prober(timeout_s=1.5, at_once=1)
        url = f"rtsp://127.0.0.1:{silent.getsockname()[1]}/x"
        results = await asyncio.gather(prober.probe(url), prober.probe(url), return_exceptions=True)
    assert [getattr(result, "code", None) for result in results] == [ErrorCode.TIMEOUT] * 2
