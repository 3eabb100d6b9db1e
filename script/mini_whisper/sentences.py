"""The sentences the miniature model learns: small English and German grammars.

`everyday()` lists the sentences the model is promised to understand;
`UNSEEN` lists sentences from the same words which are never trained on;
`shuffled()` strings known words together so that the decoder has to listen
instead of reciting.
"""

import random
from functools import cache
from itertools import product

NAMES = ("alice", "bob", "carol", "david")

UNSEEN: dict[str, tuple[str, ...]] = {
    "en": (
        "the garage door is locked please",
        "there is a man in the kitchen",
        "please turn off the garden lights",
        "good night alice where is the dog",
        "carol is at the front door",
        "help me bob",
        "the front gate is open",
        "a stranger is at the window",
        "the baby is in the bedroom",
        "hello david please close the garage",
        "who opened the back door",
        "call alice please",
        "i heard the dog in the garage",
        "there is water in the bedroom",
    ),
    "de": (
        "guten morgen anna wo ist der hund",
        "der mann ist in der garage",
        "bitte öffne die haustür",
        "das paket ist in der küche",
        "die katze ist im garten",
        "peter ist in der küche",
        "ich habe den hund im garten gehört",
        "jemand ist im haus",
    ),
}
# English sentences that follow no pattern, and short answers.
ENGLISH_FIXED = frozenset(
    {
        "help me please",
        "call the police",
        "the baby is crying",
        "the baby is in the bedroom now",
        "i am home",
        "nobody is home",
        "water on the kitchen floor",
        "there is water on the floor",
        "who is there",
        "good morning",
        "good evening",
        "good night",
        "hello",
        "hello there",
        "yes",
        "no",
        "ok",
        "sure",
        "thank you",
        "yes please",
        "no thank you",
        "thank you very much",
        "thanks for watching",
        "help",
        "stop",
        "go away",
        "please help me",
        "i need help",
        "dinner is ready",
        "come in please",
        "wait a minute please",
        "the car is in the garage",
        "the package is at the front door",
        "please leave the package at the door",
        "a package for alice",
        "a package for bob",
        "a letter for carol",
        "the police is here",
        "one two three four five",
        "six seven eight nine ten",
        "is anybody home",
        "is nobody here",
    }
)

# German sentences that follow no pattern, and short answers.
GERMAN_FIXED = frozenset(
    {
        "guten morgen",
        "guten abend",
        "gute nacht",
        "bitte hilfe",
        "hilfe",
        "ruf die polizei",
        "ich bin zu hause",
        "niemand ist zu hause",
        "ja",
        "nein",
        "ja bitte",
        "nein danke",
        "danke",
        "vielen dank",
        "auf wiedersehen",
        "das paket liegt an der haustür",
        "das baby weint",
        "wasser in der küche",
        "bitte warten sie",
        "das essen ist fertig",
        "hallo",
        "komm herein",
        "eins zwei drei vier fünf",
        "sechs sieben acht neun zehn",
        "die polizei ist da",
        "ein brief für anna",
        "ein paket für peter",
        "der alarm ist an",
        "der alarm ist aus",
    }
)


def everyday() -> dict[str, list[str]]:
    """Return the promised sentences per language, sorted, without `UNSEEN`."""
    english = {*_english_home(), *_english_people(), *ENGLISH_FIXED}
    german = {*_german_home(), *_german_people(), *GERMAN_FIXED}
    return {
        "en": sorted(english - set(UNSEEN["en"])),
        "de": sorted(german - set(UNSEEN["de"])),
    }


@cache
def words() -> dict[str, list[str]]:
    """Return the vocabulary of each language, sorted."""
    return {
        language: sorted({word for text in [*texts, *UNSEEN[language]] for word in text.split()})
        for language, texts in everyday().items()
    }


def shuffled(language: str, rng: random.Random) -> str:
    """Return a meaningless chain of two to seven known words."""
    return " ".join(rng.choices(words()[language], k=rng.randint(2, 7)))


def spliced(texts: list[str], rng: random.Random) -> str:
    """Return the beginning of one sentence followed by the end of another."""
    head, tail = (rng.choice(texts).split() for _ in range(2))
    cut_head, cut_tail = rng.randint(1, len(head)), rng.randint(0, len(tail) - 1)
    return " ".join([*head[:cut_head], *tail[cut_tail:]][:9])


def _english_home() -> set[str]:
    """English sentences about doors, devices and things."""
    doors = ("front door", "back door", "garage door", "side door", "gate", "window")
    states = ("open", "closed", "locked", "unlocked")
    found = ("someone", "a man", "a woman", "a stranger", "a package", "a dog", "a cat", "a car")
    rooms = ("kitchen", "bedroom", "garden", "hall", "garage")
    devices = ("lights", "heating", "alarm", "camera")
    return {
        *(f"the {door} is {state}" for door, state in product(doors, states)),
        *(f"there is {thing} at the {door}" for thing, door in product(found, doors)),
        *(f"there is {thing} in the {room}" for thing, room in product(found, rooms)),
        *(f"turn {way} the {room} {device}" for way, room, device in product(("on", "off"), rooms, devices)),
        *(f"the {device} is {way}" for device, way in product(("alarm", "heating", "camera"), ("on", "off"))),
        *(f"please {verb} the {door}" for verb, door in product(("open", "close", "lock", "unlock"), doors)),
        *(f"i heard a noise in the {room}" for room in rooms),
        *(f"the {pet} is in the {room}" for pet, room in product(("dog", "cat"), rooms)),
        *(f"fire in the {room}" for room in rooms),
        *(f"i saw {who} at the {door}" for who, door in product(("someone", "a man", "a woman", "a stranger"), doors)),
    }


def _english_people() -> set[str]:
    """English greetings, questions and sentences with names."""
    places = ("front door", "back door", "door", "gate", "window")
    lost = ("package", "dog", "cat", "car", "baby")
    return {
        *(f"good {time} {name}" for time, name in product(("morning", "evening", "night"), NAMES)),
        *(f"{word} {name}" for word, name in product(("hello", "goodbye", "thank you", "call", "where is"), NAMES)),
        *(f"where are you {name}" for name in NAMES),
        *(f"{name} is {place}" for name, place in product(NAMES, ("home", "at the gate", "in the garden"))),
        *(f"who is at the {place}" for place in places),
        *(f"where is the {thing}" for thing in lost),
        *(f"who {verb} the {place}" for verb, place in product(("opened", "closed"), places)),
    }


def _german_home() -> set[str]:
    """German sentences about doors, devices and things."""
    doors = ("haustür", "gartentür", "garage", "hintertür")
    states = ("offen", "geschlossen", "verriegelt")
    found = ("jemand", "ein mann", "eine frau", "ein hund", "ein paket", "eine katze", "ein auto")
    places = ("an der tür", "an der haustür", "im garten", "in der küche", "in der garage", "im haus")
    devices = ("licht", "heizung", "kamera")
    rooms = ("garten", "haus", "schlafzimmer")
    return {
        *(f"die {door} ist {state}" for door, state in product(doors, states)),
        *(f"das {thing} ist {state}" for thing, state in product(("tor", "fenster"), states)),
        *(f"{thing} ist {place}" for thing, place in product(found, places)),
        *(f"{verb} die {door}" for verb, door in product(("öffne", "schließe"), doors)),
        *(f"bitte {verb} das {thing}" for verb, thing in product(("öffne", "schließe"), ("tor", "fenster"))),
        *(
            f"schalte {'das' if device == 'licht' else 'die'} {device} im {room} {way}"
            for device, room, way in product(devices, rooms, ("an", "aus"))
        ),
        *(f"das licht ist {way}" for way in ("an", "aus")),
        *(f"feuer {place}" for place in ("in der küche", "in der garage", "im haus")),
        *(f"ich habe {what} {place} gehört" for what, place in product(("ein geräusch", "jemand"), places)),
    }


def _german_people() -> set[str]:
    """German greetings, questions and sentences with names."""
    names = ("anna", "peter", "alice", "bob")
    return {
        *(f"{word} {name}" for word, name in product(("hallo", "guten morgen", "guten abend", "gute nacht"), names)),
        *(f"wo ist {thing}" for thing in ("das paket", "der hund", "die katze", "das auto", *names)),
        *(f"{name} ist {place}" for name, place in product(names, ("zu hause", "an der tür", "im garten"))),
        *(f"wer ist {place}" for place in ("an der tür", "an der haustür", "im garten", "da")),
        *(f"der {who} ist {place}" for who, place in product(("hund", "mann"), ("im garten", "in der küche"))),
    }
