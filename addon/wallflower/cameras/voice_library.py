"""Voices as users work with them: enrolled from a file or from lines, speakers named, proposals decided."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import Any

from wallflower.cameras.registry import Link
from wallflower.cameras.voice_enrolling import FROM_FILE, FROM_RANGES, VoiceSample
from wallflower.errors import NotFoundError, SoundError, WallflowerError
from wallflower.store.enrolled import EnrolledVoices, NewVoice
from wallflower.store.journal import Batch
from wallflower.store.speakers import Speakers
from wallflower.store.transcripts import Transcripts
from wallflower.wire_people import Edited, EditKind
from wallflower.wire_voices import NamedSpeaker, Suggestion, SuggestionKind, Voice

TIMEOUT_S = 60.0
# The lines of a speaker that a voice is learnt from: the longest, until there is a minute of them.
MOST_LINES = 20

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceStores:
    """Where voices are kept."""

    voices: EnrolledVoices
    speakers: Speakers
    transcripts: Transcripts


class VoiceLibrary:
    """The server's half; the engine is in the analysis process."""

    def __init__(self, stores: VoiceStores, analysis: Link) -> None:
        """Keep voices here, and have them judged there."""
        self.stores = stores
        self._analysis = analysis

    async def enrol(self, person_id: str, wav: bytes) -> Voice:
        """Enrol a WAV file; raise `SoundError` with the reasons for a poor one, `NotFoundError`, `ConflictError`."""
        await asyncio.to_thread(self.stores.voices.list, person_id)
        answer = await self._analysis.call(FROM_FILE, {}, wav, timeout_s=TIMEOUT_S)
        return await self._keep(person_id, answer)

    async def enrol_lines(self, person_id: str, line_ids: Sequence[int]) -> Voice:
        """Enrol what is heard in lines of the transcript, errors as above."""
        await asyncio.to_thread(self.stores.voices.list, person_id)
        lines = [await asyncio.to_thread(self.stores.transcripts.get, line_id) for line_id in line_ids]
        ranges = [(line.camera_id, line.start_ms, line.end_ms) for line in lines]
        return await self._enrol_ranges(person_id, ranges, "line")

    async def remove(self, person_id: str, voice_id: int) -> Edited:
        """Remove a voice; raise `NotFoundError`."""
        edited = await asyncio.to_thread(self.stores.voices.remove, person_id, voice_id)
        await self.reload()
        return edited

    async def name(self, speaker_id: int, person_id: str) -> NamedSpeaker:
        """Make a speaker a person; their voice is learnt from the lines if these are good enough.

        That is one change, the voice included. Raise `NotFoundError` for an unknown speaker or person.
        """
        speakers, batch = self.stores.speakers, Batch(kind=EditKind.ASSIGN, key=token_hex(8))
        ranges = await asyncio.to_thread(speakers.longest_lines, speaker_id, MOST_LINES)
        named = await asyncio.to_thread(speakers.name, speaker_id, person_id, batch)
        reason = None
        try:
            await self._enrol_ranges(person_id, ranges, "enrol", batch)
        except (SoundError, NotFoundError) as error:
            reason = error.message
        except WallflowerError:
            reason = "the analysis process does not answer: enrol a voice later"
        await self.reload()
        return replace(named, trained=reason is None, reason=reason)

    async def merge(self, speaker_id: int, into_id: int) -> Edited:
        """Make two speakers one; raise `NotFoundError`."""
        edited = await asyncio.to_thread(self.stores.speakers.merge, speaker_id, into_id)
        await self.reload()
        return edited

    async def accept(self, suggestion_id: int) -> Suggestion:
        """Do what is proposed; raise `NotFoundError`."""
        done = await asyncio.to_thread(self.stores.speakers.accept, suggestion_id)
        if done.kind is SuggestionKind.PERSON and done.person_id is not None:
            named = await self.name(done.speaker_id, done.person_id)
            return replace(done, edit_id=named.edit_id)
        await self.reload()
        return done

    async def reload(self) -> None:
        """Let the analysis process read voices anew; it does so at its start, too, so its silence loses nothing."""
        try:
            await self._analysis.call("reload_people", {}, timeout_s=2.0)
        except WallflowerError:
            _LOGGER.warning("the analysis process did not take a change of the voices")

    async def _enrol_ranges(
        self, person_id: str, ranges: Sequence[tuple[str, int, int]], source: str, batch: Batch | None = None
    ) -> Voice:
        params = {"ranges": [list(each) for each in ranges], "source": source}
        return await self._keep(person_id, await self._analysis.call(FROM_RANGES, params, timeout_s=TIMEOUT_S), batch)

    async def _keep(self, person_id: str, answer: dict[str, Any], batch: Batch | None = None) -> Voice:
        sample = VoiceSample.from_json(answer)
        new = NewVoice(
            engine=sample.engine,
            model=sample.model,
            embedding=sample.embedding,
            quality=sample.quality,
            parts=sample.parts,
            seconds=sample.seconds,
            pcm=sample.pcm,
            source=sample.source,
        )
        voice = await asyncio.to_thread(self.stores.voices.add, person_id, new, batch)
        await self.reload()
        return voice
