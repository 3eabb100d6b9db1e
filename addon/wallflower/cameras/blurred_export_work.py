"""Exports without faces: the only ones for which a job's process loads a face engine."""

from collections.abc import Callable
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


def create(settings: Settings, database: Database, runtime: Path | None) -> ExportWork:
    """Return who does export jobs that hide faces."""
    return ExportWork(settings, database, lambda blur: make_veils(settings, database, blur), runtime=runtime)


def make_veils(settings: Settings, database: Database, blur: FaceBlur) -> Callable[[], Veil]:
    """Return what makes hiders of faces, one for each film, with the chosen engine, which is loaded once.

    Raises `ModelMissingError` when that cannot work.
    """
    meta = Meta(database)
    choice, _ = FaceChoices(settings, meta).get()
    found = check_engine(choice.engine, settings.models_directory, choice.model)
    if not found.usable or found.model is None:
        raise ModelMissingError(found.reason or "the face engine cannot work now", field="blur")
    FaceTerms(meta).check(found.name, found.model)
    engine = load_engine(choice.engine, settings.models_directory, choice.model)
    if blur is FaceBlur.ALL:
        return lambda: Veil(engine)
    people, own = SettledPeople(database), (engine.profile.engine, engine.profile.model)
    gallery = Gallery(engine.profile, people.gallery(*own), people.rejected(*own))
    return lambda: Veil(engine, gallery)
