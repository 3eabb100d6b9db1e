"""Figures for Prometheus."""

import asyncio
from typing import Final

from aiohttp import web

from wallflower.api.auth import Need
from wallflower.api.fields import Nothing
from wallflower.api.metrics import Figures, exposition
from wallflower.api.requests import REQUEST_COUNTS
from wallflower.api.routing import AnyRoute, Call, Media, Route
from wallflower.api.services import Services
from wallflower.errors import WallflowerError
from wallflower.wire import Gap
from wallflower.wire_speech import SpeechStatus
from wallflower.wire_tuning import MicrophoneReport

CONTENT_TYPE = "text/plain"
VERSION = "0.0.4"


async def _get_metrics(call: Call[Nothing, Nothing, None]) -> web.Response:
    services = call.services
    cameras = await services.registry.list()
    speech, microphones, faces = await _analysis(services)
    figures = Figures(
        health=services.health.current,
        cameras=cameras,
        requests=call.request.app[REQUEST_COUNTS],
        recorded_ms=await asyncio.to_thread(services.recordings.recorded_ms),
        gaps=await asyncio.to_thread(_gaps, services, [camera.id for camera in cameras]),
        speech=speech,
        microphones=microphones,
        faces=faces,
    )
    body = exposition(figures)
    return web.Response(body=body, headers={"Content-Type": f"{CONTENT_TYPE}; version={VERSION}; charset=utf-8"})


type Answers = tuple[SpeechStatus | None, tuple[MicrophoneReport, ...], dict[str, int] | None]


async def _analysis(services: Services) -> Answers:
    try:
        speech = await services.analysis.call("speech", {})
        microphones = await services.analysis.call("microphones", {})
        faces = await services.analysis.call("faces", {})
    except WallflowerError:
        return None, (), None
    reports = tuple(MicrophoneReport.from_json(item) for item in microphones["microphones"])
    return SpeechStatus.from_json(speech), reports, {name: int(count) for name, count in faces.items()}


def _gaps(services: Services, camera_ids: list[str]) -> list[Gap]:
    found = (services.recordings.current_gap(camera_id) for camera_id in camera_ids)
    return [gap for gap in found if gap is not None]


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/metrics",
        need=Need.VIEW,
        summary="Figures for Prometheus, all named `thewallflower_…`; its scraper sends the token as any other client.",
        handler=_get_metrics,
        returns=Media(types=(CONTENT_TYPE,)),
    ),
)
