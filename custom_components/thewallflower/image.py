"""The last face: per camera of whoever came last, per person of their last visit."""

from typing import Final, override

from homeassistant.components.image import ImageEntity, ImageEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .entity import (
    CameraBoundEntity,
    PersonBoundEntity,
    WallflowerEntity,
    async_add_for_each,
    camera_ids,
    person_ids,
    translate_errors,
)
from .errors import WallflowerResponseError
from .wire import ErrorCode, Visit

PARALLEL_UPDATES = 0

DESCRIPTION: Final = ImageEntityDescription(key="last_face", translation_key="last_face")


async def async_setup_entry(
    hass: HomeAssistant, entry: WallflowerConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the image of each camera and of each known person."""
    async_add_for_each(
        entry,
        async_add_entities,
        camera_ids,
        lambda coordinator, camera_id: [CameraImage(coordinator, camera_id)],
    )
    async_add_for_each(
        entry,
        async_add_entities,
        person_ids,
        lambda coordinator, person_id: [PersonImage(coordinator, person_id)],
    )


class FaceImage(WallflowerEntity, ImageEntity):
    """The best picture of a visit; it changes when the visit begins, gets its verdict, or ends."""

    _told: tuple[int, str, int | None] | None = None

    @property
    def _visit(self) -> Visit | None:
        raise NotImplementedError

    @override
    @translate_errors
    async def async_image(self) -> bytes | None:
        if (visit := self._visit) is None:
            return None
        try:
            return await self.coordinator.client.visit_image(visit.id)
        except WallflowerResponseError as error:
            if error.problem.code is ErrorCode.NOT_FOUND:
                return None
            raise

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        self._look()
        super()._handle_coordinator_update()

    def _look(self) -> None:
        visit = self._visit
        told = None if visit is None else (visit.id, visit.verdict.value, visit.end_ms)
        if told == self._told:
            return
        first, self._told = self._told is None, told
        if visit is not None:
            # What was there before Home Assistant looked is as old as it is, not as new as the look.
            at_ms = visit.end_ms or visit.start_ms
            self._attr_image_last_updated = dt_util.utc_from_timestamp(at_ms / 1000) if first else dt_util.utcnow()


class CameraImage(CameraBoundEntity, FaceImage):
    """The face that a camera saw last."""

    def __init__(self, coordinator: WallflowerCoordinator, camera_id: str) -> None:
        """Look at what is known already."""
        ImageEntity.__init__(self, coordinator.hass)
        super().__init__(coordinator, camera_id, DESCRIPTION)
        self._look()

    @property
    @override
    def _visit(self) -> Visit | None:
        return self.coordinator.data.camera_visits.get(self.owner_id)


class PersonImage(PersonBoundEntity, FaceImage):
    """A person as they were seen last."""

    def __init__(self, coordinator: WallflowerCoordinator, person_id: str) -> None:
        """Look at what is known already."""
        ImageEntity.__init__(self, coordinator.hass)
        super().__init__(coordinator, person_id, DESCRIPTION)
        self._look()

    @property
    @override
    def _visit(self) -> Visit | None:
        return self.coordinator.data.person_visits.get(self.owner_id)
