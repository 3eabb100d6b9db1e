"""Takes cameras over from a Frigate configuration, after showing what would become of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from wallflower.cameras.frigate import FrigateCamera, read_config
from wallflower.cameras.redaction import redact
from wallflower.cameras.registry import CameraRegistry
from wallflower.errors import ConflictError, WallflowerError
from wallflower.wire import Problem, RecordMode
from wallflower.wire_codec import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCamera(Wire):
    """A camera of a foreign configuration as it is here; `camera_id` once it was made, `problem` when it cannot be.

    `notes` tell what has no counterpart. The addresses never carry their credentials.
    """

    name: str
    url: str | None = None
    sub_url: str | None = None
    enabled: bool = True
    record: bool = False
    mode: RecordMode = RecordMode.CONTINUOUS
    pre_roll_s: int = 0
    post_roll_s: int = 0
    retention_days: int | None = None
    notes: tuple[str, ...] = ()
    camera_id: str | None = None
    problem: Problem | None = None


async def import_frigate(
    registry: CameraRegistry, text: str, variables: Mapping[str, str], *, create: bool
) -> tuple[ImportedCamera, ...]:
    """Return what becomes of each camera, having made them if `create`; raise `InvalidRequestError`, `StorageError`.

    A name that exists already is a conflict, so importing twice makes nothing twice.
    """
    names = {camera.name for camera in await registry.list()}
    return tuple([await _take(registry, camera, names, create=create) for camera in read_config(text, variables)])


async def _take(registry: CameraRegistry, camera: FrigateCamera, names: set[str], *, create: bool) -> ImportedCamera:
    problem, camera_id = camera.problem, None
    if problem is None and camera.name in names:
        problem = ConflictError("a camera of this name exists already", field="name")
    if problem is None and create:
        try:
            camera_id = (await registry.create(camera.values)).id
        except WallflowerError as error:
            problem = error
    names.add(camera.name)
    return _shown(camera, camera_id, problem)


def _shown(camera: FrigateCamera, camera_id: str | None, problem: WallflowerError | None) -> ImportedCamera:
    values = dict(camera.values)
    for name in ("url", "sub_url"):
        if values.get(name) is not None:
            values[name] = redact(values[name])
    reason = None if problem is None else Problem(code=problem.code, message=problem.message, field=problem.field)
    return ImportedCamera(**{"name": camera.name} | values, notes=camera.notes, camera_id=camera_id, problem=reason)
