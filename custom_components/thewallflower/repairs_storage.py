"""Putting right what keeps a server from recording: a full disk, and a directory that cannot be reached."""

from collections.abc import Collection
from typing import Any, Final

import probatio
from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.helpers.selector import NumberSelector, NumberSelectorConfig, NumberSelectorMode
from homeassistant.util import dt as dt_util

from .coordinator import WallflowerConfigEntry
from .errors import WallflowerError, error_key
from .wire_storage import Storage, StoragePreview

DAYS: Final = "days"
DAY_MS: Final = 86_400_000
BYTES_PER_GB: Final = 1_000_000_000
MOUNT_LOST: Final = "media_unavailable"
"""The server's reason for not being well while the directory cannot be reached."""


class DiskFlow(RepairsFlow):
    """Keep recordings for fewer days, which deletes the oldest; what that costs is shown before it is done."""

    def __init__(self, entry: WallflowerConfigEntry) -> None:
        """Remember which server it is about."""
        self._coordinator = entry.runtime_data
        self._days = 0
        self._losses: dict[str, int] = {}
        """The bytes that each camera loses by keeping less."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Begin with the days."""
        del user_input
        return await self.async_step_days()

    async def async_step_days(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask how many days of recordings are to be left."""
        client, errors = self._coordinator.client, dict[str, str]()
        try:
            if user_input is not None:
                self._days = int(user_input[DAYS])
                self._losses = await self._count_losses()
                if self._losses:
                    return await self.async_step_delete()
                errors["base"] = "frees_nothing"
            oldest = _age_days(await client.storage())
        except WallflowerError as error:
            return self.async_abort(reason=error_key(error))
        if oldest < 1:
            return self.async_abort(reason="too_young")
        days = NumberSelector(NumberSelectorConfig(min=1, max=oldest, mode=NumberSelectorMode.BOX))
        return self.async_show_form(
            step_id="days",
            data_schema=probatio.Schema({probatio.Required(DAYS, default=max(1, oldest - 1)): days}),
            errors=errors,
            description_placeholders={"oldest": str(oldest)},
        )

    async def async_step_delete(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Tell what goes, and let it go."""
        errors = dict[str, str]()
        if user_input is not None:
            try:
                for camera_id in self._losses:
                    await self._coordinator.async_change_camera(camera_id, retention_days=self._days)
                return self.async_create_entry(data={})
            except WallflowerError as error:
                errors["base"] = error_key(error)
        cameras = self._coordinator.data.cameras
        return self.async_show_form(
            step_id="delete",
            data_schema=probatio.Schema({}),
            errors=errors,
            description_placeholders={
                "days": str(self._days),
                "gigabytes": f"{sum(self._losses.values()) / BYTES_PER_GB:.1f}",
                "cameras": ", ".join(sorted(cameras[key].name for key in self._losses if key in cameras)),
            },
        )

    async def _count_losses(self) -> dict[str, int]:
        """Return the bytes that cameras would lose and do not lose anyway; who keeps as little already is not in it.

        Only these are changed: a camera that keeps less than that must not be made to keep more.
        """
        before = _losses(await self._preview(()))
        after = _losses(await self._preview(self._coordinator.data.cameras.keys()))
        more = {camera_id: size - before.get(camera_id, 0) for camera_id, size in after.items()}
        return {camera_id: size for camera_id, size in more.items() if size > 0}

    async def _preview(self, camera_ids: Collection[str]) -> StoragePreview:
        changes = [{"camera_id": camera_id, "retention_days": self._days} for camera_id in camera_ids]
        return await self._coordinator.client.preview_storage(changes)


def _losses(preview: StoragePreview) -> dict[str, int]:
    return {loss.camera_id: loss.size_bytes for loss in preview.cameras}


def _age_days(storage: Storage) -> int:
    """Return how many whole days old the oldest recording is."""
    now_ms = int(dt_util.utcnow().timestamp() * 1000)
    return 0 if storage.oldest_ms is None else (now_ms - storage.oldest_ms) // DAY_MS


class MountFlow(RepairsFlow):
    """Nothing but mounting it helps: say so, and look again."""

    def __init__(self, entry: WallflowerConfigEntry) -> None:
        """Remember which server it is about."""
        self._coordinator = entry.runtime_data

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Begin with what to do."""
        del user_input
        return await self.async_step_mount()

    async def async_step_mount(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Say what to do, and end when the directory is there."""
        errors = dict[str, str]()
        if user_input is not None:
            try:
                health = await self._coordinator.async_check_health()
            except WallflowerError as error:
                errors["base"] = error_key(error)
            else:
                if MOUNT_LOST not in {reason.code for reason in health.reasons}:
                    return self.async_create_entry(data={})
                errors["base"] = "still_missing"
        return self.async_show_form(step_id="mount", data_schema=probatio.Schema({}), errors=errors)
