"""Where the model packs of face engines are, and which of them is used: `MODELS/<engine>/models/<pack>`.

The layout is insightface's own. A directory counts as a pack when it has a detector and an embedder, by number; what
the files are is found out when they are loaded.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from wallflower.errors import ModelMissingError

LEAST_FILES = 2
# Best first; any other pack that is the only one is used, too.
PREFERRED: Final[Mapping[str, tuple[str, ...]]] = {
    "insightface": ("buffalo_l", "antelopev2", "buffalo_m", "buffalo_s", "buffalo_sc"),
    "sface": ("yunet-sface",),
}


def directory_of(models_directory: Path, engine: str) -> Path:
    """Return the directory of an engine's packs."""
    return models_directory / engine / "models"


def present(models_directory: Path, engine: str) -> list[str]:
    """Return the names of an engine's packs, whole or not."""
    root = directory_of(models_directory, engine)
    return sorted(path.name for path in root.glob("*") if path.is_dir() and not path.name.startswith("."))


def find(models_directory: Path, engine: str, wanted: str | None = None) -> Path:
    """Return the pack to use: the wanted one, else the best of the preferred, else any.

    Raise `ModelMissingError` naming the fix when there is none, or it lacks files.
    """
    here = present(models_directory, engine)
    if wanted is not None and wanted not in here:
        raise ModelMissingError(f"the {engine} pack {wanted} is not installed: install it, or choose another engine")
    if not here:
        raise ModelMissingError(
            f"no {engine} pack is installed: install one, or unpack one into {engine}/models/<pack> in the models "
            "directory, or choose the face engine dlib"
        )
    name = wanted or next((name for name in PREFERRED[engine] if name in here), here[0])
    pack = directory_of(models_directory, engine) / name
    if len(list(pack.glob("*.onnx"))) < LEAST_FILES:
        raise damaged(engine, name)
    return pack


def damaged(engine: str, pack: str) -> ModelMissingError:
    """Return the error of a pack that cannot be loaded."""
    return ModelMissingError(
        f"the {engine} pack {pack} is not whole: delete its directory and install it again, "
        "or choose the face engine dlib"
    )
