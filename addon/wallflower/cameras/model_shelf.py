"""What models there are on the shelf: those of the catalogue, and those that are here, whole or not."""

from collections.abc import Collection, Iterable, Mapping
from functools import partial

from wallflower.config import Settings
from wallflower.errors import ModelMissingError
from wallflower.models import catalogue
from wallflower.models.bring import ARCHIVES
from wallflower.models.catalogue import Entry
from wallflower.models.place import IMPORT, Place
from wallflower.speech.models import WEIGHTS, check
from wallflower.wire_models import Importable, ModelState, SpeechModel, Trust
from wallflower.workers.budget import estimate_bytes

MOST_IMPORTABLE = 200
_TRUST = (Trust.NOBODY, Trust.HUB, Trust.CATALOGUE)


class ModelShelf:
    """Looks at one directory of models; every method may wait for the disk."""

    def __init__(self, settings: Settings) -> None:
        """Look at the settings' directory."""
        self._place = Place(settings.models_directory)
        self._check = partial(check, models_directory=settings.models_directory)
        self._catalogue = catalogue.load()

    def list(self, used: Collection[str], installing: Mapping[str, str]) -> tuple[SpeechModel, ...]:
        """Return every model; `used` names those in use, `installing` has the id of the job by the model's name."""
        here = self._place.names()
        return tuple(
            self._model(name, installing.get(name), is_here=name in here, in_use=name in used)
            for name in dict.fromkeys((*self._catalogue, *here, *installing))
        )

    def importable(self) -> tuple[Importable, ...]:
        """Return what lies in the import directory."""
        root = self._place.directory / IMPORT
        entries = sorted(root.iterdir()) if root.is_dir() else []
        found = [path for path in entries if not path.name.startswith(".") and not path.is_symlink()]
        wanted = [path for path in found if path.is_dir() or path.name.endswith(ARCHIVES)][:MOST_IMPORTABLE]
        return tuple(
            Importable(name=path.name, size_bytes=0 if path.is_dir() else path.stat().st_size) for path in wanted
        )

    def _model(self, name: str, job_id: str | None, *, is_here: bool, in_use: bool) -> SpeechModel:
        entry = self._catalogue.get(name)
        state, reason = self._state(name) if is_here else (ModelState.AVAILABLE, None)
        if job_id is not None and state is not ModelState.INSTALLED:
            state, reason = ModelState.INSTALLING, None
        size, weights = self._sizes(name, entry, is_here=is_here)
        receipt = self._place.receipt(name) if is_here else None
        return SpeechModel(
            name=name,
            title=entry.title if entry else name,
            state=state,
            size_bytes=size,
            memory_bytes=estimate_bytes(weights),
            reason=reason,
            in_use=in_use and state is ModelState.INSTALLED,
            job_id=job_id,
            languages=entry.languages if entry else (),
            machine=entry.machine if entry else None,
            licence=entry.licence if entry else None,
            licence_url=entry.licence_url if entry else None,
            repository=receipt.repository if receipt else entry.repository if entry and not is_here else None,
            revision=receipt.revision if receipt else entry.revision if entry and not is_here else None,
            trust=_least(file.trust for file in receipt.files) if receipt else Trust.NOBODY if is_here else None,
        )

    def _state(self, name: str) -> tuple[ModelState, str | None]:
        try:
            self._check(self._place.of(name))
        except ModelMissingError as error:
            return ModelState.BROKEN, error.message
        return ModelState.INSTALLED, None

    def _sizes(self, name: str, entry: Entry | None, *, is_here: bool) -> tuple[int, int]:
        """Return how large a model is on the disk, and its weights alone."""
        if is_here:
            sizes = {path.name: path.stat().st_size for path in self._place.of(name).iterdir() if path.is_file()}
        else:
            sizes = {part.name: part.size_bytes for part in entry.files} if entry else {}
        return sum(sizes.values()), sizes.get(WEIGHTS, 0)


def _least(trusts: Iterable[Trust]) -> Trust:
    return min(trusts, key=lambda trust: _TRUST.index(trust) if trust in _TRUST else 0, default=Trust.NOBODY)
