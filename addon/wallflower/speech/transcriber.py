"""Works through the queue: claim, fetch the sound, ask the engine, pass the gates, store, tell."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable

from wallflower import clock
from wallflower.errors import EngineDownError, ModelMissingError, UnavailableError
from wallflower.speech.audio import AudioSource, MissingAudioError
from wallflower.speech.engine import Heard
from wallflower.speech.host import ENGINE, EngineHost
from wallflower.speech.sound import RATE_HZ, Samples
from wallflower.speech.window import Packed, Result, pack, unpack
from wallflower.store.lines import Hearer
from wallflower.store.utterances import Claim, Utterances
from wallflower.wire import Line

# Packing several into one window is for later; the way back from windows to utterances is ready for it.
PER_WINDOW = 1
IDLE_S = 2.0
DEFER_S = 15.0
MOST_ATTEMPTS = 3
# More claims than failures mean that this whole process died over it, again and again.
MOST_CLAIMS = 10
BASE_TIMEOUT_S = 60.0
TIMEOUT_PER_S = 10.0

_LOGGER = logging.getLogger(__name__)


class Transcriber:
    """Turns queued utterances into lines, one window at a time. `dropped` counts by reason what became no text."""

    def __init__(
        self,
        queue: Utterances,
        audio: AudioSource,
        host: EngineHost,
        on_line: Callable[[Line], None],
        language_of: Callable[[str], str | None],
    ) -> None:
        """Tell `on_line` each new line after it was stored; ask `language_of` for a camera's fixed language."""
        self.dropped: Counter[str] = Counter()
        self.transcribed = 0
        self.busy_s = 0.0
        self.heard_s = 0.0
        self._queue = queue
        self._audio = audio
        self._host = host
        self._on_line = on_line
        self._language_of = language_of
        self._wake = asyncio.Event()
        self._recent: list[str] = []
        self._deferred: dict[int, float] = {}

    def wake(self) -> None:
        """Look at the queue now; call it in the event loop's thread."""
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            if await self._host.is_ready() and await self.work_once():
                continue
            self._wake.clear()
            try:
                async with asyncio.timeout(IDLE_S):
                    await self._wake.wait()
            except TimeoutError:
                continue

    async def work_once(self) -> bool:
        """Transcribe the next window; False when nothing waits that can be done now."""
        now_s = clock.monotonic_s()
        self._deferred = {key: until_s for key, until_s in self._deferred.items() if until_s > now_s}
        claims = await asyncio.to_thread(
            self._queue.claim, PER_WINDOW, recent=tuple(self._recent), without=tuple(self._deferred)
        )
        if not claims:
            return False
        try:
            await self._work(claims)
        except asyncio.CancelledError:
            # At a stop, the attempt was not the utterance's fault; a fast write, so it may hold the loop.
            self._queue.release([claim.id for claim in claims], forgive=True)
            raise
        camera_id = claims[0].camera_id
        self._recent = [*(name for name in self._recent if name != camera_id), camera_id]
        return True

    async def _work(self, claims: tuple[Claim, ...]) -> None:
        fetched = [(claim, await self._fetch(claim)) for claim in claims]
        sounds = [(claim, samples) for claim, samples in fetched if samples is not None]
        if not sounds:
            return
        packed = pack(sounds, self._language_of(claims[0].camera_id))
        heard = await self._ask(packed)
        if heard is None:
            return
        for result in unpack(packed, heard):
            await self._store(result)

    async def _fetch(self, claim: Claim) -> Samples | None:
        """Return the sound of an utterance, None when it was dropped or put back instead."""
        if claim.attempts > MOST_CLAIMS:
            await self._drop(claim, "engine_failed")
            return None
        try:
            samples = await asyncio.to_thread(self._audio.fetch, claim)
        except MissingAudioError:
            await self._drop(claim, "audio_missing")
            return None
        if samples is None:
            await self._put_back(claim, forgive=True)
        return samples

    async def _ask(self, packed: Packed) -> Heard | None:
        """Return what the engine heard; None when it failed and the utterances were put back or given up."""
        length_s = len(packed.window.samples) / RATE_HZ
        began_s = clock.monotonic_s()
        try:
            heard = await self._host.transcribe(packed.window, BASE_TIMEOUT_S + TIMEOUT_PER_S * length_s)
        except ModelMissingError, EngineDownError:  # the engine, not the sound
            await asyncio.gather(*(self._put_back(place.claim, forgive=True) for place in packed.placements))
            return None
        except (UnavailableError, TimeoutError) as error:
            _LOGGER.warning("transcribing %.1f s of speech failed: %s", length_s, type(error).__name__)
            await asyncio.gather(*(self._failed(place.claim) for place in packed.placements))
            return None
        self.busy_s += clock.monotonic_s() - began_s
        self.heard_s += length_s
        return heard

    async def _failed(self, claim: Claim) -> None:
        if claim.attempts >= MOST_ATTEMPTS:
            _LOGGER.error("gave up a stretch of speech after %d attempts", claim.attempts)
            await self._drop(claim, "engine_failed")
        else:
            await self._put_back(claim, forgive=False)

    async def _put_back(self, claim: Claim, *, forgive: bool) -> None:
        """Let others go first for a while."""
        self._deferred[claim.id] = clock.monotonic_s() + DEFER_S
        await asyncio.to_thread(self._queue.release, [claim.id], forgive=forgive)

    async def _drop(self, claim: Claim, reason: str) -> None:
        self.dropped[reason] += 1
        await asyncio.to_thread(self._queue.drop, claim.id, reason)

    async def _store(self, result: Result) -> None:
        self.dropped.update(str(reason) for reason in result.drops)
        if not result.lines and result.drops:
            await asyncio.to_thread(self._queue.drop, result.claim.id, str(result.drops[0]))
        elif not result.lines:
            await self._drop(result.claim, "no_text")
        else:
            await self._finish(result)

    async def _finish(self, result: Result) -> None:
        by = Hearer(engine=ENGINE, model=self._host.model_name)
        lines = await asyncio.to_thread(self._queue.finish, result.claim.id, result.lines, by)
        self.transcribed += 1
        for line in lines:
            self._on_line(line)
