"""Intents about what the household remembers; they answer in sentences, without a language model.

`sentences` lets Assist understand them in the languages of `tongues`; who writes sentences of their own uses the
intents' names and slots: `camera`, `person`, `phrase`.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final, override

import probatio
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import intent
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .errors import WallflowerError
from .memory import Memory, Question, Said, Seen, UnknownNameError, async_memory
from .tongues import LAST_SEEN, WHAT_WAS_SAID, WHO_MENTIONED, WHO_WAS_SEEN, Tongue, tongue_of
from .wire import Verdict

ASSISTANT: Final = "conversation"
MOST_STAYS: Final = 5
MOST_QUOTES: Final = 3
LONGEST_QUOTE: Final = 160
WEEK: Final = timedelta(days=7)

type Answer = Callable[[Memory, Tongue, Mapping[str, str]], Awaitable[str]]


def _today_ms() -> int:
    return int(dt_util.start_of_local_day().timestamp() * 1000)


def _local(at_ms: int) -> datetime:
    return dt_util.as_local(dt_util.utc_from_timestamp(at_ms / 1000))


def _day(tongue: Tongue, at_ms: int) -> str:
    day = _local(at_ms).date()
    today = dt_util.now().date()
    if day == today:
        return tongue.today
    return tongue.yesterday if day == today - timedelta(days=1) else tongue.on.format(date=day.isoformat())


def _time(at_ms: int) -> str:
    return f"{_local(at_ms):%H:%M}"


def _stay(tongue: Tongue, seen: Seen) -> str:
    stranger = tongue.unsure if seen.verdict is Verdict.UNSURE else tongue.stranger
    return tongue.stay.format(name=seen.name or stranger, time=_time(seen.at_ms))


def _quotes(tongue: Tongue, found: list[Said]) -> str:
    return tongue.list(
        [
            tongue.quote.format(
                day=_day(tongue, said.at_ms), time=_time(said.at_ms), camera=said.camera, text=said.text[:LONGEST_QUOTE]
            )
            for said in found
        ]
    )


async def _who_was_seen(memory: Memory, tongue: Tongue, slots: Mapping[str, str]) -> str:
    camera = slots["camera"]
    found = await memory.seen(Question(camera=camera, start_ms=_today_ms(), limit=MOST_STAYS))
    if not found:
        return tongue.nobody_seen.format(camera=camera)
    stays = tongue.list([_stay(tongue, seen) for seen in found])
    return tongue.seen.format(camera=found[0].camera, stays=stays)


async def _last_seen(memory: Memory, tongue: Tongue, slots: Mapping[str, str]) -> str:
    person = slots["person"]
    found = await memory.seen(Question(person=person, limit=1))
    if not found:
        return tongue.never_seen.format(name=person)
    seen = found[0]
    text = tongue.here_now if seen.until_ms is None else tongue.last_seen
    return text.format(
        name=seen.name or person, day=_day(tongue, seen.at_ms), time=_time(seen.at_ms), camera=seen.camera
    )


async def _who_mentioned(memory: Memory, tongue: Tongue, slots: Mapping[str, str]) -> str:
    start_ms = int((dt_util.utcnow() - WEEK).timestamp() * 1000)
    found = await memory.said(slots["phrase"], Question(start_ms=start_ms, limit=MOST_QUOTES))
    if not found:
        return tongue.not_mentioned.format(phrase=slots["phrase"])
    return tongue.mentioned.format(quotes=_quotes(tongue, found))


async def _what_was_said(memory: Memory, tongue: Tongue, slots: Mapping[str, str]) -> str:
    asked = Question(camera=slots.get("camera"), person=slots.get("person"), start_ms=_today_ms(), limit=MOST_QUOTES)
    found = await memory.said("", asked)
    return tongue.nothing_said if not found else tongue.said.format(quotes=_quotes(tongue, found))


class MemoryIntent(intent.IntentHandler):
    """An intent that is answered from the memory of all servers."""

    def __init__(self, intent_type: str, description: str, slots: Mapping[Any, Any], answer: Answer) -> None:
        """Answer one kind of question."""
        self.intent_type = intent_type
        self.description = description
        self._slots, self._answer = slots, answer

    @property
    @override
    def slot_schema(self) -> dict[Any, Any]:
        return dict(self._slots)

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        given = self.async_validate_slots(intent_obj.slots)
        slots = {name: str(slot["value"]) for name, slot in given.items()}
        tongue = tongue_of(intent_obj.language)
        hass = intent_obj.hass
        entries = hass.config_entries.async_loaded_entries(DOMAIN)
        memory = await async_memory(hass, intent_obj.assistant or ASSISTANT, intent_obj.context, entries)
        response = intent_obj.create_response()
        try:
            speech = await self._answer(memory, tongue, slots)
        except UnknownNameError as error:
            speech = tongue.unknown_name.format(name=error.name)
            response.async_set_error(intent.IntentResponseErrorCode.NO_VALID_TARGETS, speech)
            return response
        except WallflowerError:
            response.async_set_error(intent.IntentResponseErrorCode.FAILED_TO_HANDLE, tongue.no_answer)
            return response
        response.response_type = intent.IntentResponseType.QUERY_ANSWER
        response.async_set_speech(speech)
        return response


_TEXT: Final = intent.non_empty_string
_KINDS: Final[Mapping[str, tuple[str, Mapping[Any, Any], Answer]]] = MappingProxyType(
    {
        WHO_WAS_SEEN: ("Tells who was seen at a camera today", {probatio.Required("camera"): _TEXT}, _who_was_seen),
        LAST_SEEN: (
            "Tells when and where a person was last seen",
            {probatio.Required("person"): _TEXT},
            _last_seen,
        ),
        WHO_MENTIONED: (
            "Tells whether anybody mentioned something in the last week",
            {probatio.Required("phrase"): _TEXT},
            _who_mentioned,
        ),
        WHAT_WAS_SAID: (
            "Tells what was said today at a camera, or by a person",
            {probatio.Optional("camera"): _TEXT, probatio.Optional("person"): _TEXT},
            _what_was_said,
        ),
    }
)


@callback
def async_register_intents(hass: HomeAssistant) -> None:
    """Register the intents, whether a server is connected or not."""
    for intent_type, (description, slots, answer) in _KINDS.items():
        intent.async_register(hass, MemoryIntent(intent_type, description, slots, answer))
