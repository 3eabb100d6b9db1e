"""Turns one window after another into lines: claim, fetch the sound, ask the engine, pass the gates, store, tell."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from wallflower import clock
from wallflower.errors import EngineDownError, InvalidRequestError, ModelMissingError, UnavailableError
from wallflower.speech.audio import AudioSource, MissingAudioError
from wallflower.speech.engine import Heard, Window
from wallflower.speech.host import EngineHost
from wallflower.speech.languages import LanguageKeeper
from wallflower.speech.pressure import Effort
from wallflower.speech.sound import RATE_HZ, SILENCE, Samples
from wallflower.speech.tally import Tally
from wallflower.speech.treatment import DEFAULT, Treatment, Treatments
from wallflower.speech.turns import Turns
from wallflower.speech.window import Packed, Result, pack, translated, unpack
from wallflower.speech.worker import TRAITS
from wallflower.store.lines import Hearer, Task
from wallflower.store.passes import Passes
from wallflower.store.utterances import Claim, Priority, Turn, Utterances
from wallflower.wire import Line
from wallflower.wire_options import LanguageMode, SpeechTask

PER_WINDOW = 16
QUICK_BEAM = 1
# An utterance with which an engine failed waits longer and longer, so that a bad one costs the others little.
DEFER_S = 15.0
DEFER_GROWTH = 4
MOST_ATTEMPTS = 5
MOST_TRIES = 20
# Processes also die of what has nothing to do with the utterance, but not so often over the same one.
MOST_DEATHS = 100
BASE_TIMEOUT_S = 60.0
# A better model replaces what is shown unless its words are less probable by this much.
CLEARLY_LESS = 0.15
TIMEOUT_PER_S = 10.0

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What transcribing needs. `treatments` tells how each camera is to be treated, `on_line` is told each new line."""

    queue: Utterances
    audio: AudioSource
    languages: LanguageKeeper
    passes: Passes
    treatments: Callable[[], Treatments]
    on_line: Callable[[Line], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which speech to take, and how hard to work at it."""

    cameras: frozenset[str]
    effort: Effort = Effort.CAREFUL


class Transcriber:
    """Works for every engine; each one calls it for one window at a time."""

    def __init__(self, desk: Desk, tally: Tally) -> None:
        """Count here."""
        self._desk = desk
        self._tally = tally
        self._turns = Turns()
        self._deferred: dict[int, float] = {}

    async def work_once(self, host: EngineHost, order: Order) -> bool:
        """Transcribe the next window with this engine; False when nothing waits that can be done now."""
        turn = Turn(
            order=self._turns.order,
            cameras=order.cameras,
            recent=self._turns.recent,
            without=self.waiting(),
            packable=await asyncio.to_thread(self._packable, host, order),
        )
        claims = await asyncio.to_thread(self._desk.queue.claim, PER_WINDOW, turn)
        if not claims:
            return False
        self._turns.served(claims[0].camera_id, claims[0].priority)
        await self.transcribe(host, claims, order)
        return True

    async def transcribe(self, host: EngineHost, claims: tuple[Claim, ...], order: Order) -> None:
        """Transcribe utterances of one camera that were claimed; at a stop they are put back."""
        try:
            await self._work(host, claims, order)
        except BaseException as error:
            # At a stop, the attempt was not the utterance's fault; a fast write, so it may hold the loop.
            forgive = isinstance(error, asyncio.CancelledError)
            self._desk.queue.release([claim.id for claim in claims], forgive=forgive)
            raise

    def waiting(self) -> tuple[int, ...]:
        """Return the ids of utterances that must not be taken yet."""
        now_s = clock.monotonic_s()
        self._deferred = {key: until_s for key, until_s in self._deferred.items() if until_s > now_s}
        return tuple(self._deferred)

    def _packable(self, host: EngineHost, order: Order) -> frozenset[str]:
        """Return the cameras whose utterances may share a window: those of which one language is known."""
        if order.effort < Effort.PACKED or not TRAITS[host.name].gives_times:
            return frozenset()
        treatments = self._desk.treatments()
        choose = self._desk.languages.choose
        return frozenset(
            camera_id
            for camera_id in order.cameras
            if choose(camera_id, treatments.get(camera_id, DEFAULT)) is not None
        )

    async def _work(self, host: EngineHost, claims: tuple[Claim, ...], order: Order) -> None:
        camera_id = claims[0].camera_id
        treatment = self._desk.treatments().get(camera_id, DEFAULT)
        fetched = [(claim, await self._fetch(claim)) for claim in claims]
        sounds = [(claim, samples) for claim, samples in fetched if samples is not None]
        if not sounds:
            return
        language = await asyncio.to_thread(self._desk.languages.choose, camera_id, treatment)
        packed = pack(sounds, self._window(treatment, language, order.effort))
        heard = await self._ask(host, packed)
        if heard is None:
            return
        await asyncio.to_thread(self._desk.languages.learn, camera_id, treatment, heard)
        results = unpack(packed, heard, treatment.options.gates)
        results = await self._translate(host, packed, heard, results, treatment)
        by = Hearer(
            engine=host.name,
            model=host.model_name,
            task=Task(treatment.options.task.value),
            quality=host.quality,
        )
        host.transcribed += len(results)
        for result in results:
            if len(results) > 1 and not result.lines and not result.drops:
                await self._hear_alone(result.claim)
            else:
                await self._store(result, by)

    def _window(self, treatment: Treatment, language: str | None, effort: Effort) -> Window:
        options = treatment.options
        if language is None and options.language_mode is LanguageMode.LOCKED:
            self._tally.decisions["language_detected"] += 1
        is_quick = effort >= Effort.QUICK and options.beam > QUICK_BEAM
        self._tally.decisions["quick_window"] += is_quick
        return Window(
            samples=SILENCE,
            language=language,
            hot_words=treatment.hot_words,
            beam=QUICK_BEAM if is_quick else options.beam,
            temperatures=options.temperatures[:1] if is_quick else options.temperatures,
        )

    async def _fetch(self, claim: Claim) -> Samples | None:
        """Return the sound of an utterance, None when it was dropped or put back instead."""
        if claim.deaths > MOST_DEATHS or claim.attempts > MOST_TRIES:
            await self._drop(claim, "engine_failed")
            return None
        try:
            samples = await asyncio.to_thread(self._desk.audio.fetch, claim)
        except MissingAudioError:
            await self._drop(claim, "audio_missing")
            return None
        except InvalidRequestError as error:
            _LOGGER.error("the sound of camera %s cannot be used: %s", claim.camera_id, error.message)  # noqa: TRY400
            await self._drop(claim, "audio_invalid")
            return None
        if samples is None:
            await self._put_back(claim, forgive=True)
        return samples

    async def _ask(self, host: EngineHost, packed: Packed) -> Heard | None:
        """Return what the engine heard; None when it failed and the utterances were put back or given up."""
        began_s = clock.monotonic_s()
        try:
            heard = await host.transcribe(packed.window, timeout_s(packed.window))
        except (UnavailableError, TimeoutError, ModelMissingError) as error:
            await self._failed(host, packed, error)
            return None
        host.breaker.worked()
        self._tally.window(packed.speech_s, clock.monotonic_s() - began_s, len(packed.placements))
        return heard

    async def _failed(self, host: EngineHost, packed: Packed, error: Exception) -> None:
        """Find out whose fault it was: an engine that fails with anything costs an utterance nothing."""
        is_engines = isinstance(error, ModelMissingError | EngineDownError)
        is_well = await host.is_well() and not is_engines
        what = "the engine is well" if is_well else "and so does the engine itself"
        _LOGGER.warning("transcribing %.1f s of speech failed (%s); %s", packed.speech_s, type(error).__name__, what)
        self._tally.decisions["retried"] += len(packed.placements)
        for placement in packed.placements:
            claim = placement.claim
            if is_well and claim.attempts >= MOST_ATTEMPTS:
                _LOGGER.error("gave up a stretch of speech after %d attempts", claim.attempts)
                await self._drop(claim, "engine_failed")
            else:
                await self._put_back(claim, forgive=not is_well)

    async def _translate(
        self, host: EngineHost, packed: Packed, heard: Heard, results: list[Result], treatment: Treatment
    ) -> list[Result]:
        """Add an English translation where one is wanted; without it the text is kept all the same."""
        is_wanted = treatment.options.task is SpeechTask.TRANSLATE and heard.language != "en"
        if not is_wanted or not any(result.lines for result in results):
            return results
        if not TRAITS[host.name].translates:
            self._tally.decisions["translation_impossible"] += 1
            return results
        window = replace(packed.window, task=SpeechTask.TRANSLATE, language=heard.language, hot_words=())
        try:
            english = await host.transcribe(window, timeout_s(window))
        except (UnavailableError, TimeoutError, ModelMissingError) as error:
            _LOGGER.warning("translating failed: %s", type(error).__name__)
            self._tally.decisions["translation_failed"] += 1
            return results
        self._tally.decisions["translated"] += len(results)
        return translated(results, packed, english, treatment.options.gates)

    async def _put_back(self, claim: Claim, *, forgive: bool) -> None:
        """Let others go first for a while."""
        failures = 0 if forgive else claim.attempts - 1
        self._deferred[claim.id] = clock.monotonic_s() + DEFER_S * DEFER_GROWTH**failures
        await asyncio.to_thread(self._desk.queue.release, [claim.id], forgive=forgive)

    async def _ranked(self, result: Result, by: Hearer) -> Hearer:
        """Return the hearer below the one whose text is shown if that was clearly surer of what it heard."""
        if result.claim.priority is not Priority.AGAIN:
            return by
        shown = await asyncio.to_thread(self._desk.passes.shown, result.claim.id)
        known = [line.confidence for line in result.lines if line.confidence is not None]
        if shown is None or shown.confidence is None or not known:
            return by
        if sum(known) / len(known) >= shown.confidence - CLEARLY_LESS:
            return by
        self._tally.decisions["kept_first"] += 1
        return replace(by, quality=min(by.quality, shown.quality - 1))

    async def _hear_alone(self, claim: Claim) -> None:
        """Put back what gave nothing among others: a window may swallow one, so only silence alone is dropped."""
        self._tally.decisions["heard_alone"] += 1
        await asyncio.to_thread(self._desk.queue.release, [claim.id], forgive=False)

    async def _drop(self, claim: Claim, reason: str) -> None:
        self._tally.drops[reason] += 1
        self._tally.counts["dropped"] += 1
        await asyncio.to_thread(self._desk.queue.drop, claim.id, reason)

    async def _store(self, result: Result, by: Hearer) -> None:
        self._tally.drops.update(str(reason) for reason in result.drops)
        if not result.lines and result.drops:
            self._tally.counts["dropped"] += 1
            await asyncio.to_thread(self._desk.queue.drop, result.claim.id, str(result.drops[0]))
        elif not result.lines:
            await self._drop(result.claim, "no_text")
        else:
            by = await self._ranked(result, by)
            lines = await asyncio.to_thread(self._desk.queue.finish, result.claim.id, result.lines, by)
            self._tally.counts["done"] += 1
            for line in lines:
                self._desk.on_line(line)


def timeout_s(window: Window) -> float:
    """Return how long an engine may take for a window before it is killed."""
    return BASE_TIMEOUT_S + TIMEOUT_PER_S * len(window.samples) / RATE_HZ
