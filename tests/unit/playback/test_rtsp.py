import asyncio
from collections.abc import AsyncIterator
from typing import override

import pytest

from tests.support.rtsp_client import RtspClient, basic, digest
from tests.support.waiting import PATIENCE_S, until
from wallflower.playback import rtsp
from wallflower.playback.rtp import interleave
from wallflower.playback.rtsp import RtspServer, stream_password
from wallflower.playback.rtsp_auth import Credentials
from wallflower.playback.rtsp_viewer import HIGH_WATER_BYTES, Burst, Viewer
from wallflower.playback.sdp import TrackFormat

TCP = "RTP/AVP/TCP;unicast;interleaved=0-1"
VIDEO = TrackFormat(kind="video", codec="h264", payload_type=96, clock_hz=90000, attributes=("a=rtpmap:96 H264/90000",))
AUDIO = TrackFormat(kind="audio", codec="pcm_alaw", payload_type=8, clock_hz=8000, attributes=())


class Source:
    def __init__(self) -> None:
        self.tracks: tuple[TrackFormat, ...] = (VIDEO, AUDIO)
        self.viewers: list[Viewer] = []
        self.left = 0

    def join(self, viewer: Viewer) -> None:
        self.viewers.append(viewer)

    def leave(self, viewer: Viewer) -> None:
        self.viewers.remove(viewer)
        self.left += 1


class House:
    """An open mount `door`, a guarded one `safe`, and an empty one."""

    def __init__(self) -> None:
        self.door, self.safe, self.empty = Source(), Source(), Source()
        self.empty.tracks = ()

    async def resolve(self, path: str) -> Source | None:
        return {"door": self.door, "safe": self.safe, "empty": self.empty}.get(path)

    def credentials(self, path: str) -> Credentials | None:
        return Credentials("u", "p") if path == "safe" else None


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def server(house: House) -> AsyncIterator[RtspServer]:
    server = RtspServer(house)
    await server.listen("127.0.0.1", 0)
    yield server
    await server.close()


async def joined(source: Source) -> Viewer:
    await until(lambda: source.viewers)
    return source.viewers[0]


async def test_a_client_plays_interleaved_and_leaves(server: RtspServer, house: House) -> None:
    async with await RtspClient.connect(server.port) as client:
        assert "DESCRIBE" in (await client.ask("OPTIONS")).headers["public"]
        described = await client.ask("DESCRIBE")
        assert described.headers["content-base"] == client.base + "/"
        assert "a=control:track1" in described.body
        await client.play_tcp(2)
        viewer = await joined(house.door)
        viewer.send(Burst(track=1, data=interleave(b"audio", 2), is_key=False))
        viewer.send_report(0, b"report")
        assert await client.packet() == (2, b"audio")
        assert await client.packet() == (1, b"report")
        assert (await client.ask("TEARDOWN")).status == 200
        assert await client.reader.read() == b""
    assert house.door.left == 1


async def test_keep_alives_and_reports_are_taken(server: RtspServer) -> None:
    async with await RtspClient.connect(server.port) as client:
        await client.play_tcp()
        client.writer.write(b"$\x01\x00\x04abcd\r\n")
        assert (await client.ask("GET_PARAMETER")).status == 200
        text = f"SET_PARAMETER {client.base} RTSP/1.0\r\nCSeq: 9\r\nContent-Length: 5\r\n\r\nhello"
        assert (await client.send(text)).headers["cseq"] == "9"
        assert (await client.ask("GET_PARAMETER")).status == 200


async def test_requests_in_one_piece_are_answered_in_order(server: RtspServer) -> None:
    async with await RtspClient.connect(server.port) as client:
        text = "".join(f"OPTIONS * RTSP/1.0\r\nCSeq: {number}\r\n\r\n" for number in range(3))
        answers = [await client.send(text), await client.answer(), await client.answer()]
        assert [answer.headers["cseq"] for answer in answers] == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("method", "suffix", "headers", "status"),
    [
        ("DESCRIBE", "x", {}, 404),
        ("SETUP", "/track7", {"Transport": TCP}, 404),
        ("SETUP", "/trackx", {"Transport": TCP}, 404),
        ("SETUP", "", {"Transport": TCP}, 404),
        ("SETUP", "/track0", {"Transport": "RTP/AVP;multicast"}, 461),
        ("SETUP", "/track0", {}, 461),
        ("PLAY", "", {}, 455),
        ("PLAY", "", {"Session": "another"}, 454),
        ("PAUSE", "", {}, 501),
    ],
)
async def test_wrong_requests_have_their_codes(
    server: RtspServer, method: str, suffix: str, headers: dict[str, str], status: int
) -> None:
    async with await RtspClient.connect(server.port) as client:
        assert (await client.ask(method, suffix, **headers)).status == status
        assert (await client.ask("OPTIONS")).status == 200


async def test_a_mount_without_media_is_unavailable(server: RtspServer) -> None:
    async with await RtspClient.connect(server.port, "empty") as client:
        assert (await client.ask("DESCRIBE")).status == 503


async def test_a_keep_alive_before_anything_names_nothing(server: RtspServer) -> None:
    async with await RtspClient.connect(server.port) as client:
        assert (await client.send("GET_PARAMETER * RTSP/1.0\r\nCSeq: 1\r\n\r\n")).status == 404


async def test_a_second_mount_cannot_join_a_session(server: RtspServer, house: House) -> None:
    async with await RtspClient.connect(server.port) as client:
        await client.play_tcp()
        client.base = client.base.replace("door", "empty")
        house.empty.tracks = (VIDEO,)
        assert (await client.ask("SETUP", "/track0", Transport=TCP)).status == 455
        assert (await client.ask("PLAY")).status == 455


async def test_the_guarded_mount_wants_a_password(server: RtspServer) -> None:
    async with await RtspClient.connect(server.port, "safe") as client:
        refused = await client.ask("DESCRIBE")
        assert refused.status == 401
        challenge = refused.headers["www-authenticate"]
        assert challenge.index("Digest") < challenge.index("Basic")
        wrong = digest(challenge, "DESCRIBE", client.base, "u", "x")
        again = await client.ask("DESCRIBE", Authorization=wrong)
        assert again.status == 401
        assert again.headers["www-authenticate"] != challenge  # a fresh nonce
        right = digest(again.headers["www-authenticate"], "DESCRIBE", client.base, "u", "p")
        assert (await client.ask("DESCRIBE", Authorization=right)).status == 200
        assert (await client.ask("SETUP", "/track0", Transport=TCP)).status == 401
        assert (await client.ask("DESCRIBE", Authorization=basic("u", "p"))).status == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"\x16\x03\x01\x02\x00 tls hello \r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"OPTIONS * RTSP/1.0\r\nContent-Length: 999999\r\n\r\n", 413),
        (b"OPTIONS * RTSP/1.0\r\nX: " + b"a" * 20000 + b"\r\n\r\n", 413),
        (b"OPTIONS * RTSP/9.0\r\n\r\n", 505),
    ],
)
async def test_garbage_is_answered_and_ends_the_connection(server: RtspServer, sent: bytes, status: int) -> None:
    async with await RtspClient.connect(server.port) as client:
        client.writer.write(sent)
        assert (await client.answer()).status == status


async def test_udp_goes_to_the_clients_ports(server: RtspServer, house: House) -> None:
    received: asyncio.Queue[bytes] = asyncio.Queue()

    class Receiver(asyncio.DatagramProtocol):
        @override
        def datagram_received(self, data: bytes, addr: object) -> None:
            received.put_nowait(data)

    loop = asyncio.get_running_loop()
    first, _ = await loop.create_datagram_endpoint(Receiver, local_addr=("127.0.0.1", 0))
    second, _ = await loop.create_datagram_endpoint(Receiver, local_addr=("127.0.0.1", 0))
    ports = f"{first.get_extra_info('sockname')[1]}-{second.get_extra_info('sockname')[1]}"
    async with await RtspClient.connect(server.port) as client:
        answer = await client.ask("SETUP", "/track0", Transport=f"RTP/AVP;unicast;client_port={ports}")
        pair = answer.headers["transport"].rpartition("server_port=")[2].split("-")
        assert int(pair[0]) % 2 == 0
        assert int(pair[1]) == int(pair[0]) + 1
        await client.ask("PLAY", Session=answer.session)
        viewer = await joined(house.door)
        viewer.send(Burst(track=0, data=interleave(b"one", 0) + interleave(b"two", 0), is_key=True))
        viewer.send_report(0, b"report")
        async with asyncio.timeout(PATIENCE_S):
            assert {await received.get() for _ in range(3)} == {b"one", b"two", b"report"}
        heard_s = viewer.last_report_s
        second.sendto(b"receiver report", ("127.0.0.1", int(pair[1])))
        await until(lambda: viewer.last_report_s > heard_s)
    first.close()
    second.close()


async def test_udp_can_be_refused(house: House) -> None:
    server = RtspServer(house, allow_udp=False)
    async with await RtspClient.connect(await server.listen("127.0.0.1", 0)) as client:
        answer = await client.ask("SETUP", "/track0", Transport="RTP/AVP;unicast;client_port=5000-5001")
        assert answer.status == 461
    await server.close()


async def test_ipv6_is_served(house: House) -> None:
    server = RtspServer(house)
    try:
        port = await server.listen("::1", 0)
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    async with await RtspClient.connect(port, host="::1") as client:
        assert "c=IN IP6 ::" in (await client.ask("DESCRIBE")).body
        answer = await client.ask("SETUP", "/track0", Transport="RTP/AVP;unicast;client_port=5000-5001")
        assert answer.status == 200
    await server.close()


async def test_a_waiting_viewer_gets_nothing_before_a_key(server: RtspServer, house: House) -> None:
    async with await RtspClient.connect(server.port) as client:
        await client.play_tcp(2)
        viewer = await joined(house.door)
        viewer.wait_for_key()
        for data, is_key in ((b"lost", False), (b"key", True), (b"next", False)):
            viewer.send(Burst(track=0, data=interleave(data, 0), is_key=is_key))
        assert await client.packet() == (0, b"key")
        assert await client.packet() == (0, b"next")
        assert viewer.dropped_bursts == 1


async def test_a_slow_viewer_loses_groups_and_comes_back_at_a_key(server: RtspServer, house: House) -> None:
    async with await RtspClient.connect(server.port, limit=1024) as client:
        await client.play_tcp()
        viewer = await joined(house.door)
        chunk = interleave(bytes(50_000), 0)
        for _ in range(HIGH_WATER_BYTES // 50_000 + 200):
            viewer.send(Burst(track=0, data=chunk, is_key=False))
        assert viewer.dropped_bursts > 0
        async with asyncio.timeout(PATIENCE_S):
            while viewer.dropped_bursts == 0 or viewer.stalled_s > 0:
                await client.reader.read(1 << 20)
                viewer.send(Burst(track=0, data=chunk, is_key=False))
        dropped = viewer.dropped_bursts
        viewer.send(Burst(track=0, data=chunk, is_key=False))
        assert viewer.dropped_bursts == dropped + 1
        viewer.send(Burst(track=0, data=chunk, is_key=True))
        assert viewer.dropped_bursts == dropped + 1


async def test_a_viewer_who_never_reads_is_reset(
    server: RtspServer, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rtsp, "STALL_LIMIT_S", 0.05)
    monkeypatch.setattr(rtsp, "SWEEP_S", 0.05)
    quick = RtspServer(house)
    async with await RtspClient.connect(await quick.listen("127.0.0.1", 0), limit=1024) as client:
        await client.play_tcp()
        viewer = await joined(house.door)
        async with asyncio.timeout(PATIENCE_S):
            while house.door.viewers:
                viewer.send(Burst(track=0, data=interleave(bytes(60_000), 0), is_key=True))
                await asyncio.sleep(0)
    await quick.close()


async def test_refusing_resets_and_listening_takes_it_back(server: RtspServer, house: House) -> None:
    port = server.port
    async with await RtspClient.connect(port) as client:
        await client.play_tcp()
        server.refuse()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await client.reader.readexactly(1)
    with pytest.raises(ConnectionError):
        await RtspClient.connect(port)
    with pytest.raises(RuntimeError, match="does not listen"):
        _ = server.port
    assert await server.listen("127.0.0.1", port) == port
    async with await RtspClient.connect(port) as client:
        assert (await client.ask("OPTIONS")).status == 200


async def test_too_many_connections_are_turned_away(server: RtspServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rtsp, "MAX_CONNECTIONS", 1)
    async with await RtspClient.connect(server.port) as first:
        assert (await first.ask("OPTIONS")).status == 200
        async with await RtspClient.connect(server.port) as second:
            with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
                await second.ask("OPTIONS")
        assert server.connections == 1


def test_the_password_depends_on_secret_and_camera() -> None:
    password = stream_password(b"secret", "cam1")
    assert len(password) == 32
    assert password.isalnum()
    assert len({password, stream_password(b"secret", "cam2"), stream_password(b"other", "cam1")}) == 3
