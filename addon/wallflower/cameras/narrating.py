"""Narration in the server process: what is to be spoken is told to whoever has a voice, and what they say is kept."""

import asyncio
import base64
import binascii
import logging
from collections.abc import Iterable

from wallflower import clock
from wallflower.cameras.registry import Link
from wallflower.errors import InvalidRequestError, UnavailableError, WallflowerError
from wallflower.events import EventBus
from wallflower.store.jobs import Jobs
from wallflower.store.narrations import Narrations, narration_id
from wallflower.store.stories import Stories
from wallflower.wire import EventType
from wallflower.wire_jobs import JobKind, StoryClip
from wallflower.wire_narration import Narration, NarrationFailure, NarrationNews, NarrationState

METHOD = "decode_narration"
DECODE_TIMEOUT_S = 30.0
TIDY_EVERY_S = 3_600.0
# Somebody may be about to save the story for which a text was tried.
KEPT_MS = 3_600_000

_LOGGER = logging.getLogger(__name__)


class NarrationDesk:
    """Has texts spoken, and keeps what was spoken."""

    def __init__(self, narrations: Narrations, stories: Stories, jobs: Jobs, analysis: Link, bus: EventBus) -> None:
        """Keep narrations for these stories and jobs, have sounds decoded there, and tell of changes by the bus."""
        self.narrations = narrations
        self._stories = stories
        self._jobs = jobs
        self._analysis = analysis
        self._bus = bus

    async def want(self, text: str, *, again: bool) -> Narration:
        """Have a text spoken, if nobody did yet or it is to be spoken again."""
        (wanted,) = await asyncio.to_thread(self.narrations.want, [text], again=again)
        if wanted.state is NarrationState.WANTED:
            self._tell(wanted)
        return wanted

    async def keep(self, key: str, data: bytes) -> Narration:
        """Keep a sound file; where somebody was faster, theirs stays.

        Raises `NotFoundError`, and `InvalidRequestError` for what is no sound, which is noted as the reason.
        """
        narration = await asyncio.to_thread(self.narrations.get, key)
        if narration.state is NarrationState.READY:
            return narration
        try:
            pcm = await self._decoded(data)
        except InvalidRequestError:
            await self.fail(key, NarrationFailure.UNUSABLE)
            raise
        kept, is_first = await asyncio.to_thread(self.narrations.keep, key, pcm)
        if is_first:
            self._tell(kept)
        return kept

    async def fail(self, key: str, failure: NarrationFailure) -> Narration:
        """Note that somebody could not speak; whoever can may do it still. Raises `NotFoundError`."""
        failed, is_news = await asyncio.to_thread(self.narrations.fail, key, failure)
        if is_news:
            self._tell(failed)
        return failed

    async def tidy(self) -> None:
        """Forget what nobody wants any more, now and every hour."""
        while True:
            try:
                await asyncio.to_thread(self.expire)
            except WallflowerError as error:
                _LOGGER.warning("narrations that nobody wants are deleted later: %s", error.message)
            await asyncio.sleep(TIDY_EVERY_S)

    def expire(self) -> int:
        """Forget what no story and no export wants, and nobody asked for lately; return how many went. Blocks."""
        orders = (job.export.story for job in self._jobs.unfinished(JobKind.EXPORT) if job.export is not None)
        wanted = texts_of(clip for order in orders if order is not None for clip in order.clips)
        wanted |= texts_of(self._stories.clips())
        return self.narrations.expire({narration_id(text) for text in wanted}, clock.now_ms() - KEPT_MS)

    async def _decoded(self, data: bytes) -> bytes:
        answer = await self._analysis.call(METHOD, {}, data, timeout_s=DECODE_TIMEOUT_S)
        try:
            return base64.b64decode(answer["pcm"], validate=True)
        except (KeyError, TypeError, binascii.Error) as error:
            raise UnavailableError("the analysis process's answer is not understood: restart the server") from error

    def _tell(self, narration: Narration) -> None:
        self._bus.publish(EventType.NARRATION, NarrationNews(id=narration.id, state=narration.state).to_json())


def texts_of(clips: Iterable[StoryClip]) -> set[str]:
    """Return what is spoken over clips."""
    return {clip.narration for clip in clips if clip.narration}
