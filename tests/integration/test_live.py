"""What the camera entity lets Home Assistant do, beyond its picture: motion detection."""

from homeassistant.components.camera import CameraEntityFeature, StreamType, async_get_stream_source
from homeassistant.components.camera.helper import get_camera_from_entity_id
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.integration.conftest import shown
from tests.integration.fake_server import FakeServer

CAMERA = "camera.front_door"


async def test_motion_detection_is_the_search_for_faces(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
) -> None:
    assert shown(hass, CAMERA).attributes["motion_detection"] is True
    for action, is_on in (("disable_motion_detection", False), ("enable_motion_detection", True)):
        await hass.services.async_call("camera", action, {"entity_id": CAMERA}, blocking=True)
        assert server.cameras["cam1"].recognize_faces is is_on
        assert bool(shown(hass, CAMERA).attributes.get("motion_detection")) is is_on


async def test_home_assistant_streams_by_hls_from_one_address(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
) -> None:
    camera = get_camera_from_entity_id(hass, CAMERA)
    assert camera.supported_features & CameraEntityFeature.STREAM
    assert StreamType.HLS in camera.camera_capabilities.frontend_stream_types
    assert await async_get_stream_source(hass, CAMERA) == "rtsp://wallflower:p%40ss%2Fw%3Ard@127.0.0.1:8554/cam1"
