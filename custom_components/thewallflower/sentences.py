"""Lets Assist understand questions about what the household remembers, without a language model.

The sentences are sentence triggers, as automations have them. They hold the names of cameras and people themselves and
are made anew when those change: a name that could be any words would catch questions that are meant for others.
"""

import asyncio
import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, callback
from homeassistant.helpers import intent
from homeassistant.helpers.script import ScriptRunResult
from homeassistant.helpers.trigger import async_initialize_triggers, async_validate_trigger_config
from homeassistant.setup import async_when_setup
from homeassistant.util.hass_dict import HassKey

from .const import DOMAIN, LOGGER
from .intents import ASSISTANT
from .state import ServerState
from .tongues import TONGUES

SENTENCES: Final[HassKey[Sentences]] = HassKey(f"{DOMAIN}_sentences")
_PLACEHOLDER: Final = re.compile(r"<(camera|person)>")
_MEANING_MORE: Final = re.compile(r"[][(){}<>|:;\\.,?!_]")
_NOT_SAID: Final = " .,?!"


@dataclass(frozen=True, slots=True)
class Names:
    """What cameras and people are called, each with the name that the server has for it."""

    cameras: Mapping[str, str]
    people: Mapping[str, str]

    def of(self, kind: str) -> Mapping[str, str]:
        """Return the names that stand for a placeholder."""
        return self.cameras if kind == "camera" else self.people

    @classmethod
    def among(cls, states: Iterable[ServerState]) -> Names:
        """Collect the names of all servers."""
        known = tuple(states)
        return cls(
            {camera.name: camera.name for state in known for camera in state.cameras.values()},
            {
                name: person.name
                for state in known
                for person in state.people.values()
                for name in (person.name, *person.aliases)
            },
        )


def spoken(name: str) -> str:
    """Return a name without what has a meaning in a sentence's pattern, and what nobody says."""
    return " ".join(re.sub(r"[^\w\s]|_", " ", name).casefold().split())


def written(name: str) -> frozenset[str]:
    """Return the ways in which a question may hold a name: as it is spelt, and as it is spoken."""
    spelt = " ".join(_MEANING_MORE.sub(" ", name).lower().replace("’", "'").split())
    return frozenset({spoken(name), spelt, spelt.replace("-", " ")}) - {""}


def patterns(sentence: str, names: Names) -> str | None:
    """Return the sentence with the names in it; None when it needs some and there are none."""
    for kind in _PLACEHOLDER.findall(sentence):
        choices = sorted({way for name in names.of(kind) for way in written(name) if spoken(name)})
        if not choices:
            return None
        sentence = sentence.replace(f"<{kind}>", f"({'|'.join(choices)})")
    return sentence


def slots_of(text: str, slots: Mapping[str, str], names: Names) -> dict[str, str]:
    """Return what a sentence is about: its own words, and the longest name that it holds of each kind."""
    said = f" {spoken(text)} "
    found = {name: value.strip(_NOT_SAID) for name, value in slots.items()}
    for kind in ("camera", "person"):
        held = [name for name in names.of(kind) if spoken(name) and f" {spoken(name)} " in said]
        if held:
            found[kind] = names.of(kind)[max(held, key=len)]
    return found


class Sentences:
    """The sentence triggers of all entries, which share them: a question is answered once."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Understand nothing yet; begin as soon as there is an Assist to understand."""
        self._hass = hass
        self._states: dict[str, ServerState] = {}
        self._names: Names | None = None
        self._remove: CALLBACK_TYPE | None = None
        self._lock = asyncio.Lock()
        self._is_ready = False
        async_when_setup(hass, "conversation", self._async_begin)

    @callback
    def async_put(self, entry_id: str, state: ServerState) -> None:
        """Understand the names of an entry's server."""
        self._states[entry_id] = state
        self._async_refresh()

    @callback
    def async_drop(self, entry_id: str) -> None:
        """Understand them no longer."""
        self._states.pop(entry_id, None)
        self._async_refresh()

    async def _async_begin(self, _hass: HomeAssistant, _component: str) -> None:
        self._is_ready = True
        await self._async_update()

    @callback
    def _async_refresh(self) -> None:
        if self._is_ready:
            self._hass.async_create_task(self._async_update(), f"{DOMAIN} sentences")

    async def _async_update(self) -> None:
        async with self._lock:
            names = Names.among(self._states.values()) if self._states else None
            if names == self._names:
                return
            if self._remove is not None:
                self._remove()
                self._remove = None
            self._names = names
            if names is not None:
                triggers = await async_validate_trigger_config(self._hass, _triggers(names))
                self._remove = await async_initialize_triggers(
                    self._hass, triggers, self._async_answer, DOMAIN, "sentences", _log
                )

    async def _async_answer(self, variables: dict[str, Any], context: Context | None = None) -> ScriptRunResult:
        """Answer a question that was understood."""
        trigger = variables["trigger"]
        language, intent_type = trigger["id"].split("/")
        asked_by = trigger["user_input"].get("context") or {}
        response = await intent.async_handle(
            self._hass,
            DOMAIN,
            intent_type,
            slots={
                name: {"value": value}
                for name, value in slots_of(trigger["sentence"], trigger["slots"], self._names or _NOBODY).items()
            },
            text_input=trigger["sentence"],
            context=Context(user_id=asked_by.get("user_id")),
            language=language,
            assistant=ASSISTANT,
            device_id=trigger.get("device_id"),
        )
        speech: str = response.speech["plain"]["speech"]
        return ScriptRunResult(speech, None, variables)


_NOBODY: Final = Names({}, {})


def _log(level: int, text: str, **more: Any) -> None:
    """Log what the triggers' helper tells; that all went well is of no interest."""
    LOGGER.log(logging.DEBUG if level == logging.INFO else level, text, **more)


def _triggers(names: Names) -> list[dict[str, Any]]:
    triggers = []
    for language, tongue in TONGUES.items():
        for intent_type, sentences in tongue.sentences.items():
            commands = [pattern for sentence in sentences if (pattern := patterns(sentence, names)) is not None]
            if commands:
                triggers.append({"platform": "conversation", "id": f"{language}/{intent_type}", "command": commands})
    return triggers
