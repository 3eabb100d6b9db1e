"""Finding cameras by ONVIF, against a small device on loopback."""

import json
import socket
from collections.abc import Iterator

import pytest

from tests.support.camera import StartCamera
from tests.support.clips import Clips
from tests.support.onvif import OnvifDevice, answer_searches, serve_device
from tests.support.ports import free_port
from wallflower.cameras.discovery import Device, Discovery, Login
from wallflower.cameras.probing import Prober
from wallflower.errors import WallflowerError
from wallflower.wire import ErrorCode

HOST = "127.0.0.1"


@pytest.fixture
def device() -> Iterator[OnvifDevice]:
    with serve_device(OnvifDevice("rtsp://192.0.2.7:8554", user="admin", password="hunter2")) as served:
        yield served


async def failure(login: Login, timeout_s: float = 25.0) -> WallflowerError:
    with pytest.raises(WallflowerError) as caught:
        await Discovery(timeout_s=timeout_s).look_up(login)
    assert "hunter2" not in caught.value.message
    assert caught.value.field == "host"
    return caught.value


async def test_devices_are_found_once_each() -> None:
    with answer_searches("http://192.0.2.99/onvif http://{host}:8899/onvif/device_service") as port:
        found = await Discovery(group=(HOST, port)).search(1.0)
    assert found == (Device(host=HOST, port=8899, name="Front door", hardware="X-100"),)


async def test_the_whole_network_is_asked() -> None:
    group = "239.255.255.250"
    try:
        with answer_searches("http://{host}:8899/onvif", group=group) as port:
            found = await Discovery(group=(group, port)).search(1.0)
    except OSError as error:
        pytest.skip(f"this machine has no network for multicast: {error}")
    assert {item.port for item in found} == {8899}


async def test_silence_finds_nothing() -> None:
    assert await Discovery(group=(HOST, free_port())).search(0.1) == ()


async def test_a_device_tells_its_streams_the_largest_first(device: OnvifDevice) -> None:
    login = Login(host=HOST, port=device.port, username="admin", password="hunter2")
    found = await Discovery().look_up(login)
    assert (found.manufacturer, found.model, found.firmware) == ("Acme", "X-100", "1.2")
    assert [(item.name, item.url) for item in found.streams] == [
        ("Main", "rtsp://192.0.2.7:8554/large"),
        ("Sub", "rtsp://192.0.2.7:8554/small"),
    ]
    main = found.streams[0]
    assert (main.video_codec, main.width, main.height, main.frames_per_s) == ("H264", 640, 360, 15.0)
    assert "hunter2" not in json.dumps(found.to_json())


async def test_a_wrong_clock_of_the_device_is_no_obstacle() -> None:
    served = OnvifDevice("rtsp://192.0.2.7", user="admin", password="hunter2", clock_off_s=-86_400)
    with serve_device(served) as device:
        login = Login(host=HOST, port=device.port, username="admin", password="hunter2")
        assert len((await Discovery().look_up(login)).streams) == 2


async def test_a_wrong_password_is_told(device: OnvifDevice) -> None:
    login = Login(host=HOST, port=device.port, username="admin", password="wrong")
    assert (await failure(login)).code is ErrorCode.AUTH_FAILED


async def test_what_is_no_device_is_told() -> None:
    assert (await failure(Login(host=HOST, port=free_port()))).code is ErrorCode.CONNECTION_REFUSED


async def test_a_camera_without_onvif_is_told(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_none")})
    assert (await failure(Login(host=HOST, port=camera.port))).code is ErrorCode.NOT_A_STREAM


async def test_a_silent_device_is_given_up() -> None:
    with socket.create_server((HOST, 0)) as silent:
        login = Login(host=HOST, port=silent.getsockname()[1], username="a", password="hunter2")
        assert (await failure(login, timeout_s=2.0)).code is ErrorCode.TIMEOUT


async def test_a_found_stream_is_a_camera(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"large": clips.path("h264_aac")}, user="admin", password="hunter2")
    # An address that means «myself» is the host that was asked.
    with serve_device(OnvifDevice(f"rtsp://user:old@0.0.0.0:{camera.port}")) as device:
        found = await Discovery().look_up(Login(host=HOST, port=device.port))
    assert found.streams[0].url == camera.url("large", credentials=False)
    report = await Prober().probe(found.streams[0].url.replace("://", "://admin:hunter2@"))
    assert (report.video_codec, report.width) == ("h264", 640)
