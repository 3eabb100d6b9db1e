"""Exports without faces: the only ones for which a job's process loads a face engine."""

from pathlib import Path

from wallflower.cameras.export_work import ExportWork
from wallflower.cameras.face_choice import FaceChoices, FaceTerms
from wallflower.cameras.face_room import SettledPeople
from wallflower.config import Settings
from wallflower.errors import ModelMissingError
from wallflower.faces.analysis import check_engine, load_engine
from wallflower.faces.gallery import Gallery
from wallflower.faces.veil import Veil
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.wire_jobs import FaceBlur


def create(settings: Settings, database: Database, _runtime: Path | None) -> ExportWork:
    """Return who does export jobs that hide faces."""
    return ExportWork(settings, database, lambda blur: make_veil(settings, database, blur))


def make_veil(settings: Settings, database: Database, blur: FaceBlur) -> Veil:
    """Return what hides faces with the chosen engine; raise `ModelMissingError` when that cannot work."""
    meta = Meta(database)
    choice, _ = FaceChoices(settings, meta).get()
    found = check_engine(choice.engine, settings.models_directory, choice.model)
    if not found.usable or found.model is None:
        raise ModelMissingError(found.reason or "the face engine cannot work now", field="blur")
    FaceTerms(meta).check(found.name, found.model)
    engine = load_engine(choice.engine, settings.models_directory, choice.model)
    if blur is FaceBlur.ALL:
        return Veil(engine)
    people, own = SettledPeople(database), (engine.profile.engine, engine.profile.model)
    return Veil(engine, Gallery(engine.profile, people.gallery(*own), people.rejected(*own)))
