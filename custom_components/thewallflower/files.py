"""Files that actions read and write, all of them below directories that Home Assistant allows."""

import asyncio
import errno
import os
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN

MOST_READ_BYTES = 20_000_000
"""The largest picture that the server takes."""

type Write = Callable[[bytes], Awaitable[None]]


async def async_allowed_path(hass: HomeAssistant, filename: str) -> Path:
    """Return the path of a file that may be used; raise `ServiceValidationError` for any other."""
    if not await hass.async_add_executor_job(_is_allowed, hass, filename):
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="path_not_allowed",
            translation_placeholders={"filename": filename},
        )
    return Path(filename)


def _is_allowed(hass: HomeAssistant, filename: str) -> bool:
    return "\0" not in filename and hass.config.is_allowed_path(filename)


async def async_read(hass: HomeAssistant, filename: str) -> bytes:
    """Return what is in a file; raise `ServiceValidationError` for one that is too large for a picture."""
    path = await async_allowed_path(hass, filename)
    try:
        data = await hass.async_add_executor_job(_read, path)
    except OSError as error:
        raise _failed("file_unreadable", filename, error) from error
    if len(data) > MOST_READ_BYTES:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="file_too_large",
            translation_placeholders={"filename": filename, "megabytes": str(MOST_READ_BYTES // 1_000_000)},
        )
    return data


def _read(path: Path) -> bytes:
    """Return at most a byte more than may be read; a file that is none, such as a device, has no end."""
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    with path.open("rb") as file:
        return file.read(MOST_READ_BYTES + 1)


@asynccontextmanager
async def async_replacing(path: Path) -> AsyncIterator[Write]:
    """Write a file that appears only when it is whole; what fails leaves the old one, and nothing half written."""
    try:
        handle, name = await asyncio.to_thread(_begin, path)
    except OSError as error:
        raise _failed("file_unwritable", str(path), error) from error

    async def write(data: bytes) -> None:
        try:
            await asyncio.to_thread(_write, handle, data)
        except OSError as error:
            raise _failed("file_unwritable", str(path), error) from error

    try:
        yield write
        try:
            await asyncio.to_thread(_finish, handle, name, path)
        except OSError as error:
            raise _failed("file_unwritable", str(path), error) from error
    finally:
        await asyncio.to_thread(_clean, handle, name)


def _begin(path: Path) -> tuple[int, str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")


def _write(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _finish(handle: int, name: str, path: Path) -> None:
    os.fchmod(handle, 0o644)
    os.fsync(handle)
    Path(name).replace(path)


def _clean(handle: int, name: str) -> None:
    os.close(handle)
    with suppress(FileNotFoundError):
        Path(name).unlink()


def _failed(key: str, filename: str, error: OSError) -> HomeAssistantError:
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders={"filename": filename, "error": error.strerror or type(error).__name__},
    )
