"""Which face engine works, and whose terms were accepted: kept in the database, so that every process knows."""

import hashlib
import json

from wallflower import clock
from wallflower.config import Settings
from wallflower.errors import ConflictError, InvalidRequestError, ModelMissingError
from wallflower.models import catalogue
from wallflower.store.meta import Meta
from wallflower.wire_codec import WireError
from wallflower.wire_faces import FaceChoice

CHOICE = "face_engine"
ENGINES = ("dlib", "insightface", "sface")
# Engines whose every pack is under the terms that the catalogue has for its own packs.
RESTRICTED = "insightface"


class FaceChoices:
    """What was chosen; every method may wait for the database."""

    def __init__(self, settings: Settings, meta: Meta) -> None:
        """Keep it here; until something is chosen, the settings choose."""
        self._settings = settings
        self._meta = meta

    def get(self) -> tuple[FaceChoice, str]:
        """Return the engine to use, and why it is this one."""
        stored = self._meta.get(CHOICE)
        if stored is not None:
            try:
                choice = FaceChoice.from_json(json.loads(stored))
            except ValueError, WireError:
                pass
            else:
                return choice, "it was chosen"
        engine = self._settings.face_engine
        default = Settings.model_fields["face_engine"].default
        why = "it is bundled, and no other was chosen" if engine == default else "the option face_engine says so"
        return FaceChoice(engine=engine), why

    def set(self, engine: str, model: str | None, by: str) -> FaceChoice:
        """Choose an engine; raise `InvalidRequestError` for one that does not exist."""
        if engine not in ENGINES:
            raise InvalidRequestError(f"there is no such engine: choose from {', '.join(ENGINES)}", field="engine")
        choice = FaceChoice(engine=engine, model=model, chosen_ms=clock.now_ms(), chosen_by=by)
        self._meta.set(CHOICE, json.dumps(choice.to_json()))
        return choice


class FaceTerms:
    """The licences of packs: their text, and who accepted it when. Every method may wait for the database."""

    def __init__(self, meta: Meta) -> None:
        """Keep acceptances here."""
        self._meta = meta
        self._packs = {engine: catalogue.load_faces(engine) for engine in ENGINES}
        self._default = next((entry.terms for entry in self._packs[RESTRICTED].values() if entry.terms), None)

    def text(self, engine: str, name: str) -> str | None:
        """Return the text that must be accepted before this pack is used, if there is one."""
        entry = self._packs[engine].get(name)
        if entry is not None:
            return entry.terms
        return self._default if engine == RESTRICTED else None

    def accepted(self, engine: str, name: str) -> tuple[int, str] | None:
        """Return when and by whom the present text was accepted."""
        text, stored = self.text(engine, name), self._meta.get(_key(engine, name))
        if text is None or stored is None:
            return None
        values = json.loads(stored)
        return (values["accepted_ms"], values["accepted_by"]) if values["digest"] == digest_of(text) else None

    def accept(self, engine: str, name: str, digest: str, by: str) -> None:
        """Keep that somebody accepted the text with this digest.

        Raise `InvalidRequestError` for a pack without such a text, `ConflictError` for another text than the present.
        """
        text = self.text(engine, name)
        if text is None:
            raise InvalidRequestError("this pack has no terms to accept", field="name")
        if digest != digest_of(text):
            raise ConflictError("this is not the digest of the pack's terms: read them again", field="digest")
        values = {"accepted_ms": clock.now_ms(), "accepted_by": by, "digest": digest, "text": text}
        self._meta.set(_key(engine, name), json.dumps(values))

    def check(self, engine: str, name: str) -> None:
        """Raise `ModelMissingError` naming the fix when a pack may not be used yet."""
        if self.text(engine, name) is not None and self.accepted(engine, name) is None:
            raise ModelMissingError(
                f"the terms of the {engine} pack {name} were not accepted: read and accept them, "
                "or choose the face engine dlib"
            )


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text, in hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _key(engine: str, name: str) -> str:
    return f"face_terms:{digest_of(f'{engine}/{name}')[:32]}"
