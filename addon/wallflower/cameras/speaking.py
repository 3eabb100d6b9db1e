"""Everything about speech in the analysis process: the ears of the cameras, the engines, and the queue between them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial

from wallflower import clock
from wallflower.cameras.assisting import Assisting
from wallflower.cameras.ears import EarParts, Ears
from wallflower.cameras.microphones import MicrophoneBench
from wallflower.cameras.speech_options import oldest_kept_ms
from wallflower.cameras.urgency import heard_early, listens, with_urgency
from wallflower.config import Settings
from wallflower.schedule import Schedule
from wallflower.speech.audio import AudioSource, ReadRecorded
from wallflower.speech.dispatcher import Dispatcher
from wallflower.speech.engines import Engines
from wallflower.speech.host import PoolFactory
from wallflower.speech.languages import LanguageKeeper
from wallflower.speech.partials import Partials
from wallflower.speech.second_pass import NICENESS, Leisure, SecondPass
from wallflower.speech.segmenter import Growing
from wallflower.speech.sources import SourceSettings, make_source
from wallflower.speech.tally import Tally
from wallflower.speech.transcriber import Desk, Transcriber
from wallflower.speech.treatment import Treatment, hot_words
from wallflower.speech.vad import VoiceModel
from wallflower.store.backlog import Backlog
from wallflower.store.cameras import CameraRow
from wallflower.store.database import Database
from wallflower.store.forgetting import Forgetting
from wallflower.store.languages import Languages
from wallflower.store.passes import Passes
from wallflower.store.people import People
from wallflower.store.recordings import Recordings
from wallflower.store.rules import Rules
from wallflower.store.utterances import Utterances
from wallflower.wire import Engine, Line, Speech
from wallflower.wire_alerts import Rule
from wallflower.wire_options import ScheduleSlot
from wallflower.wire_speech import Partial, SpeechStatus

TIDY_S = 600.0
DAY_MS = 86_400_000
# Speech of unrecorded cameras that waits for a model: about two hours.
MOST_KEPT_AUDIO_BYTES = 250_000_000
PASSES_KEPT_DAYS = 7
NAMES_EVERY_S = 30.0
# What changed is told at once, but not more often than this; how the backlog moves, now and then.
STATUS_EVERY_S = 2.0
BACKLOG_EVERY_S = 60.0

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Whom to tell: of each new line, of talk that begins or ends (from any thread), and of how things stand.

    `partial` is told what is being said, as far as it is sure.
    """

    line: Callable[[Line], None]
    partial: Callable[[Partial], None]
    speech: Callable[[Speech], None]
    status: Callable[[SpeechStatus], None]


class Speaking:
    """Composes speech."""

    def __init__(
        self, settings: Settings, database: Database, read_recorded: ReadRecorded, make_pool: PoolFactory, told: Told
    ) -> None:
        """Use engines in processes of this kind; call it in the event loop's thread."""
        self.queue = Utterances(database)
        self._settings = settings
        self._people = People(database)
        self._passes = Passes(database)
        self._forgetting = Forgetting(database)
        self._told = told
        self._rules = Rules(database)
        self._names: tuple[str, ...] = ()
        self._watches: tuple[Rule, ...] = ()
        self._next_names_s = 0.0
        self._treatments: dict[str, Treatment] = {}
        self._engines = _engines(settings, make_pool, niceness=10)
        self.audio = AudioSource(read_recorded)
        desk = Desk(
            queue=self.queue,
            audio=self.audio,
            languages=LanguageKeeper(Languages(database)),
            passes=self._passes,
            treatments=lambda: self._treatments,
            on_line=told.line,
        )
        tally = Tally()
        transcriber = Transcriber(desk, tally)
        self._partials = Partials(desk, tally, told.partial)
        self._dispatcher = Dispatcher(
            transcriber, self._partials, self._engines, Backlog(database), tally, self._treatments
        )
        self._again = _engines(settings, make_pool, niceness=NICENESS)
        self._second = self._make_second(desk)
        self.microphones = MicrophoneBench(database)
        self._ears = Ears(
            EarParts(
                model=VoiceModel.bundled(),
                queue=self.queue,
                audio=self.audio,
                read_recorded=read_recorded,
                recorded_until=Recordings(database).recorded_until,
                time_zone=settings.time_zone,
                microphones=self.microphones,
                on_speech=told.speech,
                on_found=self._dispatcher.wake,
                on_growing=self._grow,
            )
        )
        self._assisting = Assisting(settings, lambda: self._engines.best, lambda: self._dispatcher.status.live_s > 0)
        self.put = self._ears.put

    @property
    def engine(self) -> Engine:
        """Whether speech can become text now, and why not."""
        return self._engines.status

    @property
    def status(self) -> SpeechStatus:
        """How far behind the transcript is, and what is done about it."""
        return self._dispatcher.status

    @property
    def talking(self) -> list[str]:
        """The cameras at which somebody talks."""
        return self._ears.talking

    @property
    def jobs(self) -> tuple[Callable[[], Awaitable[None]], ...]:
        """What has to run all the time."""
        return (
            self.transcribe,
            self._ears.search_recordings,
            self.microphones.keep,
            self._second.run,
            self._assisting.run,
            self.tell,
            self.tidy,
        )

    async def follow(self, rows: Iterable[CameraRow]) -> None:
        """Treat the cameras as their settings say."""
        cameras = tuple(rows)
        if clock.monotonic_s() >= self._next_names_s:
            self._next_names_s = clock.monotonic_s() + NAMES_EVERY_S
            self._names = tuple(person.name for person in await asyncio.to_thread(self._people.list))
            rules = await asyncio.to_thread(self._rules.list)
            self._watches = tuple(filter(listens, rules))
        names = [row.name for row in cameras]
        fresh = {row.id: self._treatment(row, names) for row in cameras}
        for gone in self._treatments.keys() - fresh.keys():
            del self._treatments[gone]
        self._treatments.update(fresh)
        urged = [with_urgency(row, self._watches) for row in cameras]
        self._partials.follow(heard_early(urged, self._watches))
        await self._ears.apply(urged)

    async def transcribe(self) -> None:
        """Turn what waits into text; what an earlier run left half done is done again."""
        released = await asyncio.to_thread(self.queue.release_running)
        if released:
            _LOGGER.info("%d stretches of speech were left half done and are transcribed again", released)
        await self._dispatcher.run()

    async def tell(self) -> None:
        """Tell how things stand whenever that changes."""
        told: tuple[object, ...] = ()
        told_s, waited = 0.0, False
        while True:
            await asyncio.sleep(STATUS_EVERY_S)
            status = self._dispatcher.status
            engines = [
                (state.engine, state.model, state.usable, state.reason, state.breaker) for state in status.engines
            ]
            now = (status.effort, engines, status.drops)
            has_moved = status.backlog_s > 0 and clock.monotonic_s() - told_s > BACKLOG_EVERY_S
            is_done = waited and status.backlog_s == 0  # else a backlog that was told would stay for ever
            if now != told or has_moved or is_done:
                told, told_s, waited = now, clock.monotonic_s(), status.backlog_s > 0
                self._told.status(status)

    async def tidy(self) -> None:
        """Give up what can never become text any more, and forget what is older than it may be kept."""
        while True:
            oldest_ms = clock.now_ms() - self._settings.retention_days * DAY_MS
            for reason, drop in (
                ("expired", partial(self.queue.drop_before, oldest_ms)),
                ("overflow", partial(self.queue.drop_overflow, MOST_KEPT_AUDIO_BYTES)),
            ):
                if dropped := await asyncio.to_thread(drop):
                    self._dispatcher.count_dropped(reason, dropped)
                    _LOGGER.warning("%d stretches of speech waited too long for a model and were given up", dropped)
            days = {camera_id: treatment.options.keep_days for camera_id, treatment in self._treatments.items()}
            limits = oldest_kept_ms(days, self._settings.transcript_days, clock.now_ms())
            if expired := await asyncio.to_thread(self._forgetting.expired, limits):
                _LOGGER.info("%d utterances were older than transcripts are kept", expired)
            await asyncio.to_thread(self._passes.forget_before, clock.now_ms() - PASSES_KEPT_DAYS * DAY_MS)
            await asyncio.sleep(TIDY_S)

    async def close(self) -> None:
        """End listening and the engines."""
        await asyncio.gather(self._ears.close(), self._engines.close(), self._again.close())
        await self._assisting.close()

    def _grow(self, camera_id: str, growing: Growing | None) -> None:
        if self._partials.grow(camera_id, growing):
            self._dispatcher.wake()

    def _treatment(self, row: CameraRow, cameras: Iterable[str]) -> Treatment:
        words = hot_words(row.speech.hot_words, self._names, cameras)
        return Treatment(language=row.language, options=row.speech, hot_words=words)

    def _make_second(self, desk: Desk) -> SecondPass:
        settings = self._settings
        quiet = replace(desk, on_line=_tell_nobody)
        schedule = Schedule((_idle_hours(settings.speech_second_hours),), settings.time_zone)
        leisure = Leisure(
            is_quiet=lambda: self._dispatcher.is_idle,
            is_hour=lambda: schedule.holds(clock.now_ms()),
            model=settings.speech_second_model,
        )
        return SecondPass(Transcriber(quiet, Tally()), self._again, self._passes, self.queue, leisure)


def _engines(settings: Settings, make_pool: PoolFactory, *, niceness: int) -> Engines:
    sources = SourceSettings(
        models_directory=settings.models_directory,
        model=settings.speech_model,
        addresses=settings.speech_servers,
        niceness=niceness,
    )
    return Engines(settings.speech_engines, partial(make_source, sources), make_pool)


def _idle_hours(text: str) -> ScheduleSlot:
    start, end = ((int(part[:2]) * 60 + int(part[3:])) for part in text.split("-"))
    return ScheduleSlot(weekdays=tuple(range(7)), start_minute=start, end_minute=end)


def _tell_nobody(_line: Line) -> None:
    """Text that is heard again is no news: rules have seen what was said when it was said."""
