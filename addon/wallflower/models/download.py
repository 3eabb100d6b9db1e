"""Downloading a model: room, files, proof, place. It may be stopped at any instant and goes on where it was."""

import asyncio
import shutil
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from aiohttp import ClientSession
from yarl import URL

from wallflower import clock
from wallflower.errors import ConfigError, StorageError, UnavailableError
from wallflower.models import hub
from wallflower.models.catalogue import Catalogue, Entry, Part, find
from wallflower.models.fetch import Fetcher, Patience
from wallflower.models.place import Place
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Transfer
from wallflower.wire_models import ModelFile, ModelOrder, ModelOutcome, Trust

LONGEST_S = 24 * 3600.0
REPORT_S = 1.0
SPEED_OVER_S = 10.0

type Report = Callable[[Transfer], None]
# Raises `ModelMissingError` when the directory holds no usable model.
type Check = Callable[[Path], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where models come from and how; `proxy` None leaves it to the environment (HTTPS_PROXY, NO_PROXY)."""

    mirror: str | None = None
    proxy: str | None = field(default=None, repr=False)
    patience: Patience = field(default_factory=Patience)


class Downloader:
    """Downloads models into a place; nothing is asked of the network before `download`."""

    def __init__(self, place: Place, catalogue: Catalogue, source: Source, check: Check) -> None:
        """`check` has the last word on what is installed."""
        self._place = place
        self._catalogue = catalogue
        self._source = source
        self._check = check

    async def download(self, order: ModelOrder, report: Report) -> ModelOutcome:
        """Install a model and return what it is made of; one that is there already is not fetched again.

        Raises `WallflowerError`: `ConflictError` while another installs it, `StorageError` (with the figures) when it
        does not fit, and those of `Fetcher.fetch` and `hub.describe`.
        """
        address, proxy = hub.address_of(self._source.mirror), _proxy(self._source.proxy)
        try:
            async with asyncio.timeout(LONGEST_S), ClientSession(trust_env=True) as session:
                entry = await self._entry(order, address, session, proxy)
                with self._place.locked(entry.name):
                    return self._present(entry) or await self._make(entry, address, session, proxy, report)
        except TimeoutError as error:
            raise UnavailableError("the download took longer than a day: try again, it goes on where it is") from error

    async def _entry(self, order: ModelOrder, address: URL, session: ClientSession, proxy: URL | None) -> Entry:
        if order.repository is not None:
            self._place.of(order.name)
            return await hub.describe(order, address, session, proxy)
        entry = find(self._catalogue, order.name)
        if all(part.sha256 for part in entry.files):
            return entry
        again = ModelOrder(name=entry.name, repository=entry.repository, revision=entry.revision)
        told = {part.name: part for part in (await hub.describe(again, address, session, proxy)).files}
        return replace(entry, files=tuple(part if part.sha256 else told[part.name] for part in entry.files))

    def _trust(self, entry: Entry, part: Part) -> Trust:
        """Tell whose word a file is checked against."""
        listed = self._catalogue.get(entry.name)
        return Trust.CATALOGUE if listed is not None and part.sha256 and part in listed.files else Trust.HUB

    def _present(self, entry: Entry) -> ModelOutcome | None:
        receipt = self._place.receipt(entry.name)
        if receipt is None or receipt.revision != entry.revision or receipt.repository != entry.repository:
            return None
        directory = self._place.of(entry.name)
        whole = all(_has(directory / file.name, file.size_bytes) for file in receipt.files)
        return receipt if whole else None

    async def _make(
        self, entry: Entry, address: URL, session: ClientSession, proxy: URL | None, report: Report
    ) -> ModelOutcome:
        made = self._place.workshop(key_of(entry), entry.name)
        check_room(self._place, entry)
        gauge = Gauge(entry.size_bytes)
        fetcher = Fetcher(session, self._source.patience, gauge.add, proxy)
        telling = asyncio.create_task(_tell(gauge, report))
        try:
            files = [
                ModelFile(
                    name=part.name,
                    size_bytes=part.size_bytes,
                    sha256=await fetcher.fetch(part, hub.file_address(address, entry, part), made),
                    trust=self._trust(entry, part),
                )
                for part in sorted(entry.files, key=lambda part: part.size_bytes)
            ]
            outcome = _outcome(entry, files)
            await asyncio.to_thread(self._check, made)
            await asyncio.to_thread(self._place.install, made, outcome)
        except StorageError as error:
            if error.code is ErrorCode.DISK_FULL:  # what is there of it makes things worse
                await asyncio.to_thread(shutil.rmtree, made.parent, ignore_errors=True)
            raise
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
        return outcome


def check_room(place: Place, entry: Entry) -> None:
    """Raise `StorageError` (disk full) with the figures when what is not here yet of a model does not fit."""
    here = place.work / key_of(entry) / entry.name
    place.check_room(max(0, entry.size_bytes - sum(path.stat().st_size for path in here.glob("*"))))


class Gauge:
    """How far a download is: bytes so far, speed over the last seconds, time left."""

    def __init__(self, total_bytes: int) -> None:
        """Nothing is here yet."""
        self._total = total_bytes
        self._done = 0
        self._marks: deque[tuple[float, int]] = deque([(clock.monotonic_s(), 0)])

    def add(self, count: int) -> None:
        """Count more bytes; fewer, when something was thrown away."""
        self._done += count

    def read(self) -> Transfer:
        """Return how far it is now."""
        now_s = clock.monotonic_s()
        self._marks.append((now_s, self._done))
        while now_s - self._marks[0][0] > SPEED_OVER_S and len(self._marks) > 2:
            self._marks.popleft()
        since_s, before = self._marks[0]
        speed = int(max(0, self._done - before) / (now_s - since_s)) if now_s > since_s else 0
        left = max(0, self._total - self._done)
        return Transfer(
            done_bytes=self._done,
            total_bytes=self._total,
            bytes_per_s=speed,
            left_s=-(-left // speed) if speed else None,
        )


def key_of(entry: Entry) -> str:
    """Return where this revision of a model is made: what is there belongs to no other."""
    return f"{entry.name}@{entry.revision[:12]}"


async def _tell(gauge: Gauge, report: Report) -> None:
    """Tell how far it is all the time: silence would mean that the work hangs."""
    while True:
        report(gauge.read())
        await asyncio.sleep(REPORT_S)


def _outcome(entry: Entry, files: list[ModelFile]) -> ModelOutcome:
    return ModelOutcome(
        name=entry.name,
        size_bytes=entry.size_bytes,
        files=tuple(files),
        repository=entry.repository,
        revision=entry.revision,
    )


def _has(path: Path, size_bytes: int) -> bool:
    return path.is_file() and path.stat().st_size == size_bytes


def _proxy(address: str | None) -> URL | None:
    if not address:
        return None
    try:
        proxy = URL(address)
    except ValueError as error:
        raise ConfigError("the proxy's address is malformed", field="models_proxy") from error
    if proxy.scheme not in ("http", "https") or not proxy.host:
        raise ConfigError("the proxy's address must be like http://proxy.example:3128", field="models_proxy")
    return proxy
