"""Where models are downloaded from: Hugging Face or a mirror of it, and what it tells of a revision's files.

Addresses: `HUB/<repository>/resolve/<revision>/<file>`, `HUB/api/models/<repository>/tree/<revision>`. The answer of
the latter is a list of `{"path", "type", "size", "oid", "lfs": {"oid", "size"}}`: `lfs.oid` is a large file's SHA-256,
`oid` git's name of a small file's content.
"""

import json
import re
from ipaddress import ip_address
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from wallflower.errors import ConfigError, InvalidRequestError, ModelMissingError, NotFoundError, UnavailableError
from wallflower.models.catalogue import Entry, Part
from wallflower.wire_models import ModelOrder

HUB = "https://huggingface.co"
REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
REVISION = re.compile(r"[0-9a-f]{40}")
# What an engine reads; everything else in a repository stays there.
FILES = frozenset(
    {"config.json", "model.bin", "preprocessor_config.json", "tokenizer.json", "vocabulary.json", "vocabulary.txt"}
)
LISTING_BYTES = 1_000_000
LARGEST_BYTES = 8_000_000_000
_TIMEOUT = ClientTimeout(total=60.0)


def address_of(mirror: str | None) -> URL:
    """Return the address models come from; raise `ConfigError` for a mirror that is none."""
    try:
        hub = URL((mirror or HUB).rstrip("/"))
    except ValueError as error:
        raise ConfigError("the mirror's address is malformed", field="models_mirror") from error
    if hub.scheme not in ("http", "https") or not hub.host or hub.query_string:
        raise ConfigError("the mirror's address must be like https://mirror.example", field="models_mirror")
    return hub


def file_address(hub: URL, entry: Entry, part: Part) -> URL:
    """Return where a file of a model is."""
    return hub.joinpath(part.repository or entry.repository, "resolve", entry.revision, part.path or part.name)


def check_order(order: ModelOrder) -> tuple[str, str]:
    """Return the repository and the revision that are wanted; raise `InvalidRequestError` for what is none."""
    repository, revision = order.repository or "", order.revision or ""
    if not REPOSITORY.fullmatch(repository):
        raise InvalidRequestError("a repository is named like Systran/faster-whisper-base", field="repository")
    if not REVISION.fullmatch(revision):
        raise InvalidRequestError("give the revision as the 40 digits of its commit", field="revision")
    return repository, revision


async def describe(order: ModelOrder, hub: URL, session: ClientSession, proxy: URL | None) -> Entry:
    """Return a model that no catalogue knows, as the hub tells of it at the wanted revision.

    Raises `InvalidRequestError` for an order that names none, `ConfigError` where the hub's word could be forged on
    the way, `NotFoundError`, `ModelMissingError` when it is no model for us, and `UnavailableError`.
    """
    repository, revision = check_order(order)
    if not _is_trustworthy(hub):
        message = "a model that is not in the catalogue is only as good as the hub's word: set a mirror with https"
        raise ConfigError(message, field="models_mirror")
    parts = tuple(_parts(await _listing(hub, repository, revision, session, proxy)))
    if not {"config.json", "model.bin", "tokenizer.json"} <= {part.name for part in parts}:
        raise ModelMissingError("this repository has no Whisper model in CTranslate2's format", field="repository")
    return Entry(
        name=order.name,
        title=repository,
        repository=repository,
        revision=revision,
        licence="see its page",
        licence_url=f"{HUB}/{repository}",
        languages=(),
        machine="unknown",
        files=parts,
    )


async def _listing(hub: URL, repository: str, revision: str, session: ClientSession, proxy: URL | None) -> Any:
    address = hub.joinpath("api/models", repository, "tree", revision)
    try:
        async with session.get(address, timeout=_TIMEOUT, proxy=proxy) as response:
            if response.status in (401, 404):
                raise NotFoundError("the hub has no such repository, or not this revision of it", field="repository")
            if response.status != 200 or not _is_trustworthy(response.url):
                raise UnavailableError(f"the hub cannot be asked now ({response.status}): try again later")
            data = bytearray()
            async for chunk in response.content.iter_chunked(65_536):
                data += chunk
                if len(data) > LISTING_BYTES:
                    raise UnavailableError("the hub's list of files is longer than any model's")
            return json.loads(data)
    except (ClientError, TimeoutError, ValueError, RecursionError) as error:
        raise UnavailableError(f"the hub cannot be asked now ({type(error).__name__}): try again later") from error


def _parts(listing: Any) -> list[Part]:
    if not isinstance(listing, list):
        raise UnavailableError("the hub's list of files cannot be understood")
    named = [item for item in listing if isinstance(item, dict) and item.get("path") in FILES]
    found = [_part(item) for item in named if item.get("type") == "file"]
    if sum(part.size_bytes for part in found) > LARGEST_BYTES:
        raise ModelMissingError("this model is larger than any that could be used here", field="repository")
    return found


def _part(item: dict[str, Any]) -> Part:
    large = item.get("lfs")
    size, sha256 = item.get("size"), large.get("oid") if isinstance(large, dict) else None
    git_sha1 = None if sha256 else item.get("oid")
    if not isinstance(size, int) or size < 0 or not isinstance(sha256 or git_sha1, str):
        raise UnavailableError("the hub's list of files cannot be understood")
    return Part(name=item["path"], size_bytes=size, sha256=sha256, git_sha1=git_sha1)


def _is_trustworthy(address: URL) -> bool:
    """Tell whether nobody on the way can change what an address answers."""
    if address.scheme == "https":
        return True
    try:
        return ip_address(address.host or "").is_loopback
    except ValueError:
        return False
