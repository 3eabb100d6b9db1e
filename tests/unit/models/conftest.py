"""A hub that has one real miniature model, and a place to install it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.support.hub import Hub, model_files, serving
from tests.support.sound import mini_whisper
from tests.support.waiting import PATIENCE_S
from wallflower.models.download import Downloader, Source
from wallflower.models.fetch import Patience
from wallflower.models.place import Place
from wallflower.speech.models import check
from wallflower.wire_jobs import Transfer
from wallflower.wire_models import ModelOrder, ModelOutcome

__all__ = ["mini_whisper"]

NAME = "faster-whisper-small"
PATIENT = Patience(connect_s=PATIENCE_S, stall_s=PATIENCE_S, pauses_s=(0.01,), most_failures=4)
STALL_S = 1.5


class Desk:
    """Downloads from a hub, with what it told on the way."""

    def __init__(self, place: Place, hub: Hub) -> None:
        self.place = place
        self.hub = hub
        self.told: list[Transfer] = []
        self.source = Source(mirror=hub.address, patience=PATIENT)
        self.catalogue = {NAME: hub.entry()}

    async def download(self, order: ModelOrder | None = None) -> ModelOutcome:
        look = partial(check, models_directory=self.place.directory)
        downloader = Downloader(self.place, self.catalogue, self.source, look)
        return await downloader.download(order or ModelOrder(name="small"), self.told.append)

    def hurry(self) -> None:
        """Take a server for stalled after a moment."""
        self.source = replace(self.source, patience=replace(self.source.patience, stall_s=STALL_S))

    @property
    def seen(self) -> set[str]:
        """What whoever looks for models can see."""
        directory = self.place.directory
        return (
            {path.name for path in directory.iterdir() if not path.name.startswith(".")}
            if directory.exists()
            else set()
        )

    @property
    def remains(self) -> list[Path]:
        return [path for path in self.place.work.glob("*/*/*") if path.is_file()]


@pytest.fixture
def files(mini_whisper: Path) -> dict[str, bytes]:
    return model_files(mini_whisper)


@pytest.fixture
async def hub(files: dict[str, bytes]) -> AsyncIterator[Hub]:
    async with serving(files) as hub:
        yield hub


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "models")


@pytest.fixture
def desk(place: Place, hub: Hub) -> Desk:
    return Desk(place, hub)
