"""Finding cameras and taking them over, through the API."""

from tests.support.onvif import OnvifDevice, answer_searches, serve_device
from tests.unit.api.conftest import Api
from wallflower.cameras.discovery import Discovery

FRIGATE = """
cameras:
  front:
    ffmpeg: {inputs: [{path: "rtsp://admin:{FRIGATE_PW}@192.0.2.5/main", roles: [record]}]}
    record: {enabled: true, retain: {days: 3}}
  broken: {ffmpeg: {inputs: []}}
"""


async def test_the_network_is_searched(api: Api) -> None:
    with answer_searches("http://{host}:8899/onvif") as port:
        object.__setattr__(api.services, "discovery", Discovery(group=("127.0.0.1", port)))
        found = (await api.send("POST", "/api/discovery", {"seconds": 0.5}))["devices"]
    assert [(item["host"], item["port"], item["name"]) for item in found] == [("127.0.0.1", 8899, "Front door")]


async def test_one_device_is_asked(api: Api) -> None:
    with serve_device(OnvifDevice("rtsp://192.0.2.7", user="admin", password="hunter2")) as device:
        wanted = {"host": "127.0.0.1", "port": device.port, "username": "admin", "password": "hunter2"}
        (found,) = (await api.send("POST", "/api/discovery", wanted))["devices"]
        assert [stream["url"] for stream in found["streams"]] == ["rtsp://192.0.2.7/large", "rtsp://192.0.2.7/small"]
        error = await api.error("POST", "/api/discovery", 422, json=wanted | {"password": "wrong"})
    assert (error["code"], error["field"]) == ("auth_failed", "host")


async def test_bad_questions_are_refused(api: Api) -> None:
    for body in ({"host": "http://x/"}, {"host": "a b"}, {"port": 0}, {"seconds": 100}, {"hots": "x"}):
        await api.error("POST", "/api/discovery", 422, json=body)


async def test_a_frigate_configuration_is_shown_and_then_taken(api: Api) -> None:
    wanted = {"config": FRIGATE, "variables": {"FRIGATE_PW": "hunter2"}}
    front, broken = (await api.send("POST", "/api/import/frigate", wanted))["cameras"]
    assert (front["name"], front["url"], front["retention_days"]) == ("front", "rtsp://***@192.0.2.5/main", 3)
    assert broken["problem"]["field"] == "config"
    assert api.others.cameras.list() == ()

    front, broken = (await api.send("POST", "/api/import/frigate", wanted | {"create": True}))["cameras"]
    (row,) = api.others.cameras.list()
    assert (row.id, row.url) == (front["camera_id"], "rtsp://admin:hunter2@192.0.2.5/main")
    assert broken["camera_id"] is None

    again, _ = (await api.send("POST", "/api/import/frigate", wanted | {"create": True}))["cameras"]
    assert again["problem"]["code"] == "conflict"
    assert len(api.others.cameras.list()) == 1


async def test_what_is_no_configuration_is_refused(api: Api) -> None:
    error = await api.error("POST", "/api/import/frigate", 422, json={"config": "cameras: ["})
    assert (error["code"], error["field"]) == ("invalid_request", "config")
