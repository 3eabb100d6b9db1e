"""Actions on cameras: clips, stills, what is to be kept, what is to be heard again."""

import asyncio
from pathlib import Path
from typing import Any, Final

import probatio
from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.const import ATTR_ENTITY_ID, ENTITY_MATCH_ALL
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids
from homeassistant.util.json import JsonObjectType

from .client import WallflowerClient
from .const import DOMAIN
from .entity import CameraBoundEntity, own_entities, translate_errors
from .files import async_allowed_path, async_replacing
from .orders import JobNews, JobState
from .targets import invalid, iso, milliseconds

CAMERA_KEY: Final = "camera"
"""What the camera platform calls its description."""
START: Final = "start"
END: Final = "end"
FILENAME: Final = "filename"
NOTE: Final = "note"
SECONDS: Final = "seconds"
CAPTIONS: Final = "captions"
EXACT: Final = "exact"
AT: Final = "at"
BLUR: Final = "blur"
MODEL: Final = "model"
ENGINE: Final = "engine"

LOOK_EVERY_S: Final = 1.0
LONGEST_WAIT_S: Final = 600.0
CHUNK_BYTES: Final = 1024 * 1024

_NOTE: Final = probatio.All(cv.string, probatio.Length(max=200))
RANGE: Final[dict[Any, Any]] = {probatio.Required(START): cv.datetime, probatio.Required(END): cv.datetime}
PROTECT_FIELDS: Final[dict[Any, Any]] = {**RANGE, probatio.Optional(NOTE): _NOTE}
EXPORT_FIELDS: Final[dict[Any, Any]] = {
    **RANGE,
    probatio.Optional(FILENAME): cv.string,
    probatio.Optional(CAPTIONS, default="none"): probatio.In(["none", "soft", "sidecar", "burned_in"]),
    probatio.Optional(EXACT, default=False): cv.boolean,
    probatio.Optional(NOTE, default=""): _NOTE,
}
SAVE_FIELDS: Final[dict[Any, Any]] = {
    probatio.Optional(SECONDS, default=30): probatio.All(probatio.Coerce(int), probatio.Range(min=1, max=60)),
    probatio.Optional(FILENAME): cv.string,
    probatio.Optional(NOTE, default=""): _NOTE,
}
SNAPSHOT_FIELDS: Final[dict[Any, Any]] = {
    probatio.Required(FILENAME): cv.string,
    probatio.Optional(AT): cv.datetime,
    probatio.Optional(BLUR): probatio.In(["all", "unknown"]),
}
RETRANSCRIBE_FIELDS: Final[dict[Any, Any]] = {
    **RANGE,
    probatio.Optional(ENGINE): cv.string,
    probatio.Optional(MODEL): cv.string,
}


@translate_errors
async def export_clip(entity: CameraBoundEntity, call: ServiceCall) -> JsonObjectType:
    """Order a clip of a range; with a file name, wait for it and save it there."""
    start_ms, end_ms = _span(call)
    path = await _target_file(entity.hass, call) if FILENAME in call.data else None
    order = {
        "camera_ids": [entity.owner_id],
        "start": start_ms,
        "end": end_ms,
        "captions": call.data[CAPTIONS],
        "cut": "exact" if call.data[EXACT] else "keyframe",
        "note": call.data[NOTE],
    }
    return await _deliver(entity, path, await entity.coordinator.client.export(order))


@translate_errors
async def save_last(entity: CameraBoundEntity, call: ServiceCall) -> JsonObjectType:
    """Protect the last seconds and make a clip of them; with a file name, wait for it and save it there."""
    path = await _target_file(entity.hass, call) if FILENAME in call.data else None
    job = await entity.coordinator.client.save_last(entity.owner_id, call.data[SECONDS], call.data[NOTE])
    return await _deliver(entity, path, job)


@translate_errors
async def snapshot(entity: CameraBoundEntity, call: ServiceCall) -> JsonObjectType:
    """Save what a camera shows, or showed, as JPEG."""
    path = await _target_file(entity.hass, call)
    query: dict[str, str | int] = {BLUR: call.data[BLUR]} if BLUR in call.data else {}
    if AT in call.data:
        query[AT] = milliseconds(call.data[AT])
    still = await entity.coordinator.client.still(entity.owner_id, query)
    async with async_replacing(path) as write:
        await write(still.image)
    return {FILENAME: str(path), AT: iso(still.at_ms)}


@translate_errors
async def protect(entity: CameraBoundEntity, call: ServiceCall) -> JsonObjectType:
    """Keep a range, past or to come, from every rule that deletes."""
    client = entity.coordinator.client
    kept = await client.protect(entity.owner_id, _span(call), call.data.get(NOTE))
    return {"id": kept.id, START: iso(kept.start_ms), END: iso(kept.end_ms)}


@translate_errors
async def unprotect(entity: CameraBoundEntity, call: ServiceCall) -> JsonObjectType:
    """Take the protection of a range back; what else is protected is the answer."""
    rest = await entity.coordinator.client.unprotect(entity.owner_id, _span(call))
    return {"protected": [{"id": each.id, START: iso(each.start_ms), END: iso(each.end_ms)} for each in rest]}


@translate_errors
async def retranscribe(entity: CameraBoundEntity, call: ServiceCall) -> JsonObjectType:
    """Have a range heard again by a better model."""
    start_ms, end_ms = _span(call)
    order: dict[str, Any] = {"camera_ids": [entity.owner_id], "start": start_ms, "end": end_ms}
    order |= {key: call.data[key] for key in (ENGINE, MODEL) if key in call.data}
    begun = await entity.coordinator.client.retranscribe(order)
    return {"id": begun.id, ENGINE: begun.engine, MODEL: begun.model, "utterances": begun.total}


def _span(call: ServiceCall) -> tuple[int, int]:
    start_ms, end_ms = milliseconds(call.data[START]), milliseconds(call.data[END])
    if end_ms <= start_ms:
        raise invalid("end_before_start")
    return start_ms, end_ms


async def _target_file(hass: HomeAssistant, call: ServiceCall) -> Path:
    """Return where to save what is made; raise `ServiceValidationError`, also for several cameras, before it is."""
    filename: str = call.data[FILENAME]
    if _is_for_several(hass, call):
        raise invalid("one_file", filename=filename)
    return await async_allowed_path(hass, filename)


def _is_for_several(hass: HomeAssistant, call: ServiceCall) -> bool:
    if call.data.get(ATTR_ENTITY_ID) == ENTITY_MATCH_ALL:
        return len(own_entities(hass, hass.states.async_entity_ids(CAMERA_DOMAIN), CAMERA_KEY)) > 1
    named = async_extract_referenced_entity_ids(hass, TargetSelection(dict(call.data)))
    return len(own_entities(hass, named.referenced | named.indirectly_referenced, CAMERA_KEY)) > 1


async def _deliver(entity: CameraBoundEntity, path: Path | None, job: JobNews) -> JsonObjectType:
    """Return the job's id; with a file, save what it makes first."""
    if path is None:
        return {"job_id": job.id}
    client = entity.coordinator.client
    await _finished(client, job)
    async with client.export_file(job.id) as content, async_replacing(path) as write:
        async for chunk in content.iter_chunked(CHUNK_BYTES):
            await write(chunk)
    return {"job_id": job.id, FILENAME: str(path)}


async def _finished(client: WallflowerClient, job: JobNews) -> None:
    """Wait until a job is done; raise `HomeAssistantError` when it fails or takes too long."""
    try:
        async with asyncio.timeout(LONGEST_WAIT_S):
            while job.state in (JobState.QUEUED, JobState.RUNNING):
                await asyncio.sleep(LOOK_EVERY_S)
                job = await client.job(job.id)
    except TimeoutError as error:
        raise _unfinished("export_late", job) from error
    if job.state is not JobState.DONE:
        raise _unfinished("export_failed", job)


def _unfinished(key: str, job: JobNews) -> HomeAssistantError:
    why = job.state.value if job.problem is None else job.problem.message
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders={"job_id": job.id, "error": why}
    )
