"""What the routes work with, put together once by the server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wallflower import __version__
from wallflower.alerts.desk import AlertDesk
from wallflower.alerts.keeper import RuleKeeper
from wallflower.api.access import Access
from wallflower.api.auditing import Auditor
from wallflower.api.backups import BackupDesk
from wallflower.api.health import HealthWatch
from wallflower.api.links import Links
from wallflower.api.rates import Rates
from wallflower.cameras.discovery import Discovery
from wallflower.cameras.exporting import ExportDesk
from wallflower.cameras.face_desk import FaceDesk
from wallflower.cameras.job_desk import JobDesk
from wallflower.cameras.library_desk import LibraryDesk
from wallflower.cameras.model_desk import ModelDesk
from wallflower.cameras.narrating import NarrationDesk
from wallflower.cameras.probing import Prober
from wallflower.cameras.registry import CameraRegistry, Link
from wallflower.cameras.spoken import SpokenLines
from wallflower.cameras.storage import StorageDesk
from wallflower.cameras.story_desk import StoryDesk
from wallflower.cameras.tuning_desk import TuningDesk
from wallflower.cameras.voice_library import VoiceLibrary
from wallflower.clock import now_ms
from wallflower.config import Settings
from wallflower.events import EventBus
from wallflower.playback.live import LiveHub
from wallflower.playback.segments import Segments
from wallflower.speech.figures import Sentiment
from wallflower.store.activity import Activity
from wallflower.store.audit import Audit
from wallflower.store.conversations import Conversations
from wallflower.store.edits import Edits
from wallflower.store.forgetting import Forgetting
from wallflower.store.identity import Identity
from wallflower.store.labels import Labels
from wallflower.store.lanes import LaneStore
from wallflower.store.passes import Passes
from wallflower.store.people import People
from wallflower.store.presence import Presences
from wallflower.store.recordings import Recordings
from wallflower.store.talk import Talk
from wallflower.store.transcriptions import Transcriptions
from wallflower.store.transcripts import Transcripts
from wallflower.store.visits import Visits
from wallflower.wire import MIN_SCHEMA_VERSION, SCHEMA_VERSION, ServerInfo

NAME = "TheWallflower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The server's parts."""

    settings: Settings
    server_id: str
    token: str = field(repr=False)
    document: Callable[[], Mapping[str, Any]] = field(repr=False)
    bus: EventBus
    access: Access
    links: Links
    rates: Rates
    audit: Audit
    auditor: Auditor
    backup: BackupDesk
    ingest: Link
    analysis: Link
    registry: CameraRegistry
    prober: Prober
    discovery: Discovery
    health: HealthWatch
    live: LiveHub
    rules: RuleKeeper
    alerts: AlertDesk
    recordings: Recordings
    segments: Segments
    storage: StorageDesk
    jobs: JobDesk
    exports: ExportDesk
    stories: StoryDesk
    narrations: NarrationDesk
    models: ModelDesk
    faces: FaceDesk
    tuning: TuningDesk
    transcripts: Transcripts
    spoken: SpokenLines
    transcriptions: Transcriptions
    forgetting: Forgetting
    passes: Passes
    talk: Talk
    activity: Activity
    lanes: LaneStore
    conversations: Conversations
    sentiment: Sentiment | None
    people: People
    library: LibraryDesk
    presences: Presences
    identity: Identity
    labels: Labels
    edits: Edits
    visits: Visits
    voices: VoiceLibrary

    def info(self) -> ServerInfo:
        """Return who this server is and what it can do now."""
        return ServerInfo(
            server_id=self.server_id,
            name=NAME,
            version=__version__,
            schema_version=SCHEMA_VERSION,
            min_schema_version=MIN_SCHEMA_VERSION,
            time_ms=now_ms(),
            speech=self.health.engines.speech,
            faces=self.health.engines.faces,
        )
