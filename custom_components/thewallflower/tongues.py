"""The sentences that are understood without a language model, and what is answered, in each language.

In a sentence `<camera>` and `<person>` stand for the names there are, `{phrase}` for any words. In brackets is what may
be left out, in parentheses what may be said instead of each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

WHO_WAS_SEEN: Final = "ThewallflowerWhoWasSeen"
LAST_SEEN: Final = "ThewallflowerLastSeen"
WHO_MENTIONED: Final = "ThewallflowerWhoMentioned"
WHAT_WAS_SAID: Final = "ThewallflowerWhatWasSaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language: sentences by the intent they mean, and the parts of answers."""

    sentences: Mapping[str, tuple[str, ...]]
    seen: str
    nobody_seen: str
    stay: str
    last_seen: str
    here_now: str
    never_seen: str
    mentioned: str
    not_mentioned: str
    said: str
    nothing_said: str
    quote: str
    stranger: str
    unsure: str
    today: str
    yesterday: str
    on: str
    joined_by: str
    unknown_name: str
    no_answer: str

    def list(self, parts: list[str]) -> str:
        """Join the parts of a sentence."""
        head, tail = parts[:-1], parts[-1]
        return tail if not head else f"{', '.join(head)} {self.joined_by} {tail}"


ENGLISH: Final = Tongue(
    sentences=MappingProxyType(
        {
            WHO_WAS_SEEN: (
                "who (was|has been|were) [seen] [today] (at|in front of|by|near) [the] <camera> [today]",
                "who came to [the] <camera> [today]",
            ),
            LAST_SEEN: (
                "(when|where) was <person> last (seen|here)",
                "(when|where) did (you|anyone|anybody) last see <person>",
                "when was the last time (you saw|anyone saw) <person>",
            ),
            WHO_MENTIONED: (
                "did (anyone|anybody|someone|somebody) (mention|talk about) [a|an|the] {phrase}",
                "did (anyone|anybody|someone|somebody) say [something|anything] about [a|an|the] {phrase}",
                "has (anyone|anybody|someone|somebody) (mentioned|talked about) [a|an|the] {phrase}",
                "what was said about [a|an|the] {phrase}",
            ),
            WHAT_WAS_SAID: (
                "what (was|has been) said [today] (at|in front of|by|near) [the] <camera> [today]",
                "what did <person> say [today]",
            ),
        }
    ),
    seen="{camera}: {stays}.",
    nobody_seen="Nobody was seen at {camera} today.",
    stay="{name} at {time}",
    last_seen="{name} was last seen {day} at {time}: {camera}.",
    here_now="{name} is being seen right now: {camera}.",
    never_seen="{name} has not been seen.",
    mentioned="Yes: {quotes}.",
    not_mentioned="Nobody mentioned {phrase} in the last 7 days.",
    said="Today: {quotes}.",
    nothing_said="Nothing was said today.",
    quote="{day} at {time}, {camera}: “{text}”",
    stranger="somebody unknown",
    unsure="somebody not recognised for sure",
    today="today",
    yesterday="yesterday",
    on="on {date}",
    joined_by="and",
    unknown_name="I know nothing about {name}.",
    no_answer="TheWallflower does not answer.",
)
GERMAN: Final = Tongue(
    sentences=MappingProxyType(
        {
            WHO_WAS_SEEN: (
                "wer (war|ist) [heute] (an|bei|vor|in|am) [der|dem|den] <camera> [gewesen]",
                "wen hast du [heute] (an|bei|vor|in|am) [der|dem|den] <camera> gesehen",
                "wer wurde [heute] (an|bei|vor|in|am) [der|dem|den] <camera> gesehen",
            ),
            LAST_SEEN: (
                "(wann|wo) wurde <person> (zuletzt|das letzte mal) gesehen",
                "(wann|wo) (war|ist) <person> (zuletzt|das letzte mal) (da|hier|zu sehen)",
                "(wann|wo) hast du <person> (zuletzt|das letzte mal) gesehen",
            ),
            WHO_MENTIONED: (
                "hat (jemand|irgendwer) [ein|eine|einen|das|die|den] {phrase} erwähnt",
                "hat (jemand|irgendwer) [etwas] über [ein|eine|einen|das|die|den] {phrase} (gesagt|erzählt)",
                "hat (jemand|irgendwer) (über|von) [einem|einer|dem|der] {phrase} (gesprochen|geredet)",
                "was wurde über [ein|eine|einen|das|die|den] {phrase} gesagt",
            ),
            WHAT_WAS_SAID: (
                "was wurde [heute] (an|bei|vor|in|am) [der|dem|den] <camera> gesagt",
                "was hat <person> [heute] gesagt",
            ),
        }
    ),
    seen="{camera}: {stays}.",
    nobody_seen="An {camera} wurde heute niemand gesehen.",
    stay="{name} um {time}",
    last_seen="{name} wurde zuletzt {day} um {time} gesehen: {camera}.",
    here_now="{name} ist gerade zu sehen: {camera}.",
    never_seen="{name} wurde noch nicht gesehen.",
    mentioned="Ja: {quotes}.",
    not_mentioned="{phrase} hat in den letzten 7 Tagen niemand erwähnt.",
    said="Heute: {quotes}.",
    nothing_said="Heute wurde nichts gesagt.",
    quote="{day} um {time}, {camera}: „{text}“",
    stranger="jemand Unbekanntes",
    unsure="jemand, der nicht sicher erkannt wurde",
    today="heute",
    yesterday="gestern",
    on="am {date}",
    joined_by="und",
    unknown_name="Über {name} weiß ich nichts.",
    no_answer="TheWallflower antwortet nicht.",
)
TONGUES: Final[Mapping[str, Tongue]] = MappingProxyType({"en": ENGLISH, "de": GERMAN})


def tongue_of(language: str | None) -> Tongue:
    """Return the language by its code, such as de-AT; English for one that is not spoken here."""
    return TONGUES.get((language or "").split("-")[0].casefold(), ENGLISH)
