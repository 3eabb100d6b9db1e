"""`wallflower models`: what the API does with models, without a server."""

import asyncio
from collections.abc import Callable

from wallflower import clock
from wallflower.cameras.import_work import make_importer
from wallflower.cameras.model_shelf import ModelShelf
from wallflower.cameras.model_work import make_downloader
from wallflower.config import Settings
from wallflower.errors import ConflictError
from wallflower.models.bring import suggested_name
from wallflower.models.place import Place
from wallflower.names import size_text
from wallflower.wire_jobs import Transfer
from wallflower.wire_models import ModelImport, ModelOrder, ModelOutcome, ModelState
from wallflower.workers.claim import is_claimed

PROGRESS_S = 2.0

type Say = Callable[[str], None]


def show(settings: Settings, say: Say) -> None:
    """Tell which models there are and what has become of them."""
    for model in ModelShelf(settings).list(frozenset(), {}):
        languages = ", ".join(model.languages) or "about 100 languages"
        state = model.state.value if model.state is not ModelState.BROKEN else f"broken: {model.reason}"
        say(f"{model.name:32} {size_text(model.size_bytes):>9}  {languages:20} {model.licence or '':5} {state}")


def install(settings: Settings, order: ModelOrder, say: Say) -> None:
    """Download a model and tell how it goes on; a running server takes it up by itself."""
    _tell(asyncio.run(make_downloader(settings).download(order, Progress(say))), say)


def bring(settings: Settings, source: str, name: str | None, say: Say) -> None:
    """Install a model from the import directory."""
    order = ModelImport(name=name or suggested_name(source), source=source)
    _tell(make_importer(settings).bring(order, Progress(say)), say)


def remove(settings: Settings, name: str, say: Say) -> None:
    """Delete a model; raise `ConflictError` while a server runs that may use it."""
    if is_claimed(settings.data):
        raise ConflictError("the server is running and may use this model: remove it through the API, or stop it first")
    Place(settings.models_directory).remove(name)
    say(f"{name} is removed")


class Progress:
    """Tells every few seconds how far it is."""

    def __init__(self, say: Say) -> None:
        """Tell it there."""
        self._say = say
        self._last_s = clock.monotonic_s()

    def __call__(self, transfer: Transfer) -> None:
        """Take how far it is now."""
        if clock.monotonic_s() - self._last_s < PROGRESS_S:
            return
        self._last_s = clock.monotonic_s()
        total = size_text(transfer.total_bytes or 0)
        speed = f"{size_text(transfer.bytes_per_s or 0)}/s"
        left = "" if transfer.left_s is None else f", {transfer.left_s} s left"
        self._say(f"{size_text(transfer.done_bytes)} of {total} at {speed}{left}")


def _tell(outcome: ModelOutcome, say: Say) -> None:
    for file in outcome.files:
        say(f"{file.sha256}  {file.name}  (checked against: {file.trust.value})")
    say(f"{outcome.name} is installed: {size_text(outcome.size_bytes)}")
