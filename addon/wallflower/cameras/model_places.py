"""Where models are installed, and which there are: those of speech, and the packs of face engines."""

from pathlib import Path

from wallflower.faces.packs import directory_of
from wallflower.models import catalogue
from wallflower.models.catalogue import Catalogue
from wallflower.models.place import Place

# Face engines that have packs; dlib comes with its weights.
PACKED = ("insightface", "sface")


def place_of(models_directory: Path, engine: str | None) -> Place:
    """Return where models of speech, or of a face engine, are."""
    return Place(models_directory if engine is None else directory_of(models_directory, engine))


def catalogue_of(engine: str | None) -> Catalogue:
    """Return what can be downloaded for speech, or for a face engine."""
    return catalogue.load() if engine is None else catalogue.load_faces(engine)
