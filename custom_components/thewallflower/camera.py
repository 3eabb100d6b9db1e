"""One camera entity per camera: its restream, its newest picture, and its switch."""

from collections.abc import Awaitable
from typing import Final, override
from urllib.parse import quote

from homeassistant.components.camera import Camera, CameraEntityDescription, CameraEntityFeature
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .entity import CameraBoundEntity, async_add_for_each, camera_ids, translate_errors
from .errors import WallflowerResponseError
from .wire import ConnectionState, ErrorCode, LiveStream

PARALLEL_UPDATES = 0

DESCRIPTION: Final = CameraEntityDescription(key="camera", translation_key="camera")


async def async_setup_entry(
    hass: HomeAssistant, entry: WallflowerConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add a camera entity for each camera."""
    async_add_for_each(
        entry, async_add_entities, camera_ids, lambda coordinator, camera_id: [WallflowerCamera(coordinator, camera_id)]
    )


def stream_url(live: LiveStream, host: str) -> str:
    """Return the restream's address with its credentials, each part percent-encoded."""
    authority = f"[{host}]" if ":" in host else host
    login = f"{quote(live.username, safe='')}:{quote(live.password, safe='')}"
    return f"rtsp://{login}@{authority}:{live.port}/{quote(live.path.lstrip('/'))}"


async def _unless_missing[T](call: Awaitable[T]) -> T | None:
    """Return the call's result, None when the server says that there is no stream or picture at the moment."""
    try:
        return await call
    except WallflowerResponseError as error:
        if error.problem.code in (ErrorCode.NOT_FOUND, ErrorCode.UNAVAILABLE):
            return None
        raise


class WallflowerCamera(CameraBoundEntity, Camera):
    """A camera that is restreamed by the server."""

    _attr_name = None
    _attr_supported_features = CameraEntityFeature.ON_OFF | CameraEntityFeature.STREAM

    def __init__(self, coordinator: WallflowerCoordinator, camera_id: str) -> None:
        """Create the entity of a camera."""
        Camera.__init__(self)
        super().__init__(coordinator, camera_id, DESCRIPTION)
        self._take_over()

    @override
    @translate_errors
    async def stream_source(self) -> str | None:
        client = self.coordinator.client
        live = await _unless_missing(client.live_stream(self.owner_id))
        return None if live is None else stream_url(live, client.host)

    @override
    @translate_errors
    async def async_camera_image(self, width: int | None = None, height: int | None = None) -> bytes | None:
        del width, height  # Home Assistant scales the picture itself
        still = await _unless_missing(self.coordinator.client.still(self.owner_id, {}))
        return None if still is None else still.image

    @override
    @translate_errors
    async def async_turn_on(self) -> None:
        await self.coordinator.async_set_running(self.owner_id, running=True)

    @override
    @translate_errors
    async def async_turn_off(self) -> None:
        await self.coordinator.async_set_running(self.owner_id, running=False)

    @override
    @translate_errors
    async def async_enable_motion_detection(self) -> None:
        await self.coordinator.async_change_camera(self.owner_id, recognize_faces=True)

    @override
    @translate_errors
    async def async_disable_motion_detection(self) -> None:
        await self.coordinator.async_change_camera(self.owner_id, recognize_faces=False)

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        if self.owner_id in self.coordinator.data.cameras:
            self._take_over()
        super()._handle_coordinator_update()

    def _take_over(self) -> None:
        camera = self.wallflower_camera
        status = camera.status
        self._attr_is_on = camera.enabled
        # The server looks for motion where it looks for faces.
        self._attr_motion_detection_enabled = camera.recognize_faces
        self._attr_is_recording = status is not None and status.recording
        self._attr_is_streaming = status is not None and status.connection is ConnectionState.CONNECTED
