"""The routes, by subject; `ALL` is the whole HTTP API."""

from typing import Final

from wallflower.api.routes import (
    alerts,
    cameras,
    discovery,
    events,
    exports,
    hls,
    info,
    jobs,
    live,
    metrics,
    microphone,
    models,
    moments,
    people,
    recordings,
    rules,
    speech,
    storage,
    talk,
    transcriptions,
    transcripts,
    visits,
)
from wallflower.api.routing import AnyRoute

ALL: Final[tuple[AnyRoute, ...]] = (
    *info.ROUTES,
    *cameras.ROUTES,
    *moments.ROUTES,
    *discovery.ROUTES,
    *recordings.ROUTES,
    *storage.ROUTES,
    *hls.ROUTES,
    *exports.ROUTES,
    *jobs.ROUTES,
    *models.ROUTES,
    *live.ROUTES,
    *transcripts.ROUTES,
    *transcriptions.ROUTES,
    *speech.ROUTES,
    *microphone.ROUTES,
    *talk.ROUTES,
    *people.ROUTES,
    *visits.ROUTES,
    *rules.ROUTES,
    *alerts.ROUTES,
    *events.ROUTES,
    *metrics.ROUTES,
)
