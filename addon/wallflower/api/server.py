"""The server process: the HTTP API, the event bus, and everything that is neither recorded nor analysed."""

import asyncio
import importlib
import logging
import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from functools import cache, partial
from pathlib import Path

from aiohttp import web

from wallflower.alerts.desk import AlertDesk
from wallflower.alerts.keeper import RuleKeeper
from wallflower.api.access import Access, AccessStores
from wallflower.api.alerting import alerting
from wallflower.api.auditing import Auditor
from wallflower.api.auth import Guard
from wallflower.api.backups import BackupDesk
from wallflower.api.health import HealthWatch
from wallflower.api.ingress import FRAME_HEADERS, IngressGuard
from wallflower.api.links import Links
from wallflower.api.openapi import build_document
from wallflower.api.panel import Panel
from wallflower.api.people_news import expire_edits
from wallflower.api.pipeline import HEADERS, build_application
from wallflower.api.rates import Rates
from wallflower.api.routes import ALL
from wallflower.api.services import Services
from wallflower.api.supervisor import HomeUsers, Supervisor, keep_announced
from wallflower.api.token import ensure_secret, ensure_token
from wallflower.cameras.discovery import Discovery
from wallflower.cameras.exporting import ExportDesk
from wallflower.cameras.face_desk import FaceDesk
from wallflower.cameras.job_desk import JobDesk
from wallflower.cameras.job_kinds import make_cares
from wallflower.cameras.keyword_events import KeywordEvents
from wallflower.cameras.library_desk import LibraryDesk
from wallflower.cameras.model_desk import ModelDesk
from wallflower.cameras.narrating import NarrationDesk
from wallflower.cameras.probing import Prober
from wallflower.cameras.registry import CameraRegistry
from wallflower.cameras.spoken import SpokenLines
from wallflower.cameras.status import StatusBoard
from wallflower.cameras.storage import StorageDesk
from wallflower.cameras.story_desk import StoryDesk
from wallflower.cameras.tuning_desk import TuningDesk, TuningStores
from wallflower.cameras.voice_library import VoiceLibrary, VoiceStores
from wallflower.config import SUPERVISOR_TOKEN, Settings
from wallflower.errors import ConfigError
from wallflower.events import EventBus
from wallflower.faces.training import refusal
from wallflower.playback.live import LiveHub
from wallflower.playback.segments import Segments
from wallflower.speech.figures import load_sentiment
from wallflower.store.accounts import Accounts
from wallflower.store.activity import Activity
from wallflower.store.alerts import Alerts
from wallflower.store.api_keys import ApiKeys
from wallflower.store.audit import Audit
from wallflower.store.cameras import Cameras
from wallflower.store.conversations import Conversations
from wallflower.store.crops import Crops
from wallflower.store.database import Database
from wallflower.store.early_alerts import EarlyAlerts
from wallflower.store.edits import Edits
from wallflower.store.enrolled import EnrolledVoices
from wallflower.store.forgetting import Forgetting
from wallflower.store.identity import Identity
from wallflower.store.jobs import Jobs
from wallflower.store.labels import Labels
from wallflower.store.lanes import LaneStore
from wallflower.store.meta import Meta
from wallflower.store.narrations import Narrations
from wallflower.store.passes import Passes
from wallflower.store.people import People
from wallflower.store.presence import Presences
from wallflower.store.protections import Protections
from wallflower.store.recordings import Recordings
from wallflower.store.rules import Rules
from wallflower.store.samples import TuningSamples
from wallflower.store.shelf import Shelf
from wallflower.store.speakers import Speakers
from wallflower.store.stories import Stories
from wallflower.store.talk import Talk
from wallflower.store.transcriptions import Transcriptions
from wallflower.store.transcripts import Transcripts
from wallflower.store.visits import Visits
from wallflower.wire import EventType
from wallflower.workers.link import ControlClient, EventReceiver, FragmentSubscriber

# Waiting for the database or a disk happens in these, so a slow disk under some of them leaves others for the rest.
THREADS = 16
SHUTDOWN_TIMEOUT_S = 3.0
SIGNING_FILE = "signing"
# Loaded only when asked for: few need it.
ADVERTISING = "wallflower.api.advertising"

_LOGGER = logging.getLogger(__name__)


def run(settings: Settings, runtime: Path) -> None:
    """Run until SIGTERM or SIGINT; raise `ConfigError` for an address that cannot be listened on."""
    database = Database(settings.database)
    try:
        asyncio.run(serve(settings, runtime, database))
    finally:
        database.close()


async def serve(settings: Settings, runtime: Path, database: Database) -> None:
    """Serve until a signal asks to stop."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(THREADS, thread_name_prefix="server"))
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, over.set)
    async with AsyncExitStack() as stack:
        ingest = await stack.enter_async_context(ControlClient(runtime, "ingest"))
        analysis = await stack.enter_async_context(ControlClient(runtime, "analysis"))
        receiver = stack.enter_context(EventReceiver(runtime))
        fragments = stack.enter_context(FragmentSubscriber(runtime))
        services, board = await compose(settings, database, ingest, analysis)
        await services.rules.load()
        stack.push_async_callback(services.auditor.settle)
        stack.push_async_callback((await listen(settings, services)).cleanup)
        stack.push_async_callback(services.backup.close)
        stack.callback(services.bus.close)
        stack.callback(services.live.close)
        if settings.zeroconf:
            advertise = importlib.import_module(ADVERTISING).advertised
            await stack.enter_async_context(advertise(settings.port, services.server_id))
        work: list[asyncio.Task[object]] = [
            asyncio.create_task(over.wait(), name="signal"),
            asyncio.create_task(services.health.run(), name="health"),
            *(asyncio.create_task(job()) for job in alerting(services, board, receiver)),
            asyncio.create_task(services.library.watch_folder(), name="folder"),
            asyncio.create_task(_show(fragments, services.live), name="live"),
            asyncio.create_task(expire_edits(services.edits), name="edits"),
            asyncio.create_task(services.narrations.tidy(), name="narrations"),
            asyncio.create_task(KeywordEvents(services.bus, services.registry).run(), name="keywords"),
        ]
        if (supervisor := supervisor_of(settings)) is not None:
            if settings.ingress_port:
                stack.push_async_callback((await listen_for_ingress(settings, services, supervisor)).cleanup)
            announcement = {
                "host": socket.gethostname(),
                "port": settings.port,
                "token": services.token,
                "server_id": services.server_id,
            }
            work.append(asyncio.create_task(keep_announced(supervisor, announcement, settings.data), name="announce"))
        stack.push_async_callback(_cancel, work)
        done, _ = await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()


async def _show(fragments: FragmentSubscriber, live: LiveHub) -> None:
    async for fragment in fragments:
        live.publish(fragment)


async def _cancel(work: list[asyncio.Task[object]]) -> None:
    for task in work:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)


async def compose(
    settings: Settings, database: Database, ingest: ControlClient, analysis: ControlClient
) -> tuple[Services, StatusBoard]:
    """Put the server's parts together; raise `StorageError` when the database cannot be read."""
    token, _ = await asyncio.to_thread(ensure_token, settings.data)
    server_id, audit = await asyncio.to_thread(Meta(database).server_id), Audit(database)
    secret = await asyncio.to_thread(ensure_secret, settings.data, SIGNING_FILE)
    bus, board, recordings = EventBus(), StatusBoard(), Recordings(database)
    registry = CameraRegistry(Cameras(database), ingest, board, bus)
    desk = JobDesk(Jobs(database), bus, make_cares(settings, database))
    rules = RuleKeeper(Rules(database), settings.time_zone, lambda: bus.publish(EventType.RULES, {}))
    health = HealthWatch(settings, registry, recordings, analysis, bus)
    faces = FaceDesk(settings, desk, Meta(database), analysis)
    services = Services(
        settings=settings,
        server_id=server_id,
        token=token,
        document=cache(partial(build_document, ALL)),
        bus=bus,
        access=Access(AccessStores(accounts=Accounts(database), keys=ApiKeys(database)), secret, server_id),
        links=Links(secret, server_id),
        rates=Rates(),
        audit=audit,
        auditor=Auditor(audit),
        backup=BackupDesk(database),
        ingest=ingest,
        analysis=analysis,
        registry=registry,
        prober=Prober(),
        discovery=Discovery(),
        health=health,
        live=LiveHub(),
        rules=rules,
        alerts=AlertDesk(Alerts(database), EarlyAlerts(database), rules, bus),
        recordings=recordings,
        segments=Segments(settings.media, recordings),
        storage=StorageDesk(settings, Cameras(database), Shelf(database), Protections(database), Crops(database)),
        jobs=desk,
        exports=ExportDesk(settings, recordings, desk, faces.status),
        stories=StoryDesk(Stories(database), Cameras(database), recordings, bus),
        narrations=NarrationDesk(Narrations(database), Stories(database), desk.jobs, analysis, bus),
        models=ModelDesk(settings, desk, partial(_models_in_use, settings, health, Cameras(database))),
        faces=faces,
        tuning=TuningDesk(
            TuningStores(samples=TuningSamples(database), recordings=recordings, transcripts=Transcripts(database)),
            desk,
            registry,
        ),
        transcripts=Transcripts(database),
        spoken=SpokenLines(settings, database),
        transcriptions=Transcriptions(database),
        forgetting=Forgetting(database),
        passes=Passes(database),
        talk=Talk(database),
        activity=Activity(database),
        lanes=LaneStore(database),
        conversations=Conversations(database),
        sentiment=load_sentiment(settings.sentiment),
        people=People(database),
        library=LibraryDesk(settings, database, desk),
        presences=Presences(database),
        identity=Identity(database),
        labels=Labels(database, refusal),
        edits=Edits(database),
        visits=Visits(database),
        voices=VoiceLibrary(
            VoiceStores(
                voices=EnrolledVoices(database), speakers=Speakers(database), transcripts=Transcripts(database)
            ),
            analysis,
        ),
    )
    return services, board


def _models_in_use(settings: Settings, health: HealthWatch, cameras: Cameras) -> frozenset[str]:
    """Return the models that speech works with now, and those it was told to work with."""
    engine = health.engines.speech
    chosen = (camera.speech.model for camera in cameras.list())
    working = engine.model if engine is not None and engine.usable else None
    return frozenset(name for name in (working, settings.speech_model, *chosen) if name)


def supervisor_of(settings: Settings) -> Supervisor | None:
    """Return the Supervisor that runs this server, if one does."""
    token = os.environ.get(SUPERVISOR_TOKEN)
    return Supervisor(settings.supervisor, token) if token else None


async def listen(settings: Settings, services: Services) -> web.AppRunner:
    """Open the API's port; raise `ConfigError` when somebody else has it."""
    gate = Guard(services.token, services.access)
    application = build_application(ALL, services, gate)
    Panel(gate).add_to(application)
    return await _open(application, settings.host, settings.port, "port")


async def listen_for_ingress(settings: Settings, services: Services, supervisor: Supervisor) -> web.AppRunner:
    """Open the port for the Supervisor; raise `ConfigError` when somebody else has it."""
    application = ingress_application(settings, services, supervisor)
    return await _open(application, settings.host, settings.ingress_port, "ingress_port")


def ingress_application(settings: Settings, services: Services, supervisor: Supervisor) -> web.Application:
    """Return what that port serves: the same, to be shown in Home Assistant's frame."""
    gate = IngressGuard(settings.supervisor_address, HomeUsers(supervisor))
    application = build_application(ALL, services, gate, {**HEADERS, **FRAME_HEADERS})
    Panel(gate, ancestors="'self'").add_to(application)
    return application


async def _open(application: web.Application, host: str, port: int, field: str) -> web.AppRunner:
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=SHUTDOWN_TIMEOUT_S)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        message = f"the API cannot listen on {host}:{port} ({error.strerror}): choose another {field.replace('_', ' ')}"
        raise ConfigError(message, field=field) from error
    _LOGGER.info("the API listens on http://%s:%d", host, port)
    return runner
