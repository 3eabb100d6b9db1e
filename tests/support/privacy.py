"""What must never stand in a log, or be seen in the list of processes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from typing import Any

from tests.support.processes import family_of


def secrets_in(people: dict[str, Any], lines: list[dict[str, Any]]) -> set[str]:
    """Return the names of all people and the texts of all lines."""
    return {person["name"] for person in people["people"]} | {line["text"].strip() for line in lines}


def found_in(text: str, secrets: Iterable[str]) -> list[str]:
    """Return the secrets that stand in a text, whatever their case."""
    folded = text.casefold()
    return [secret for secret in secrets if secret.casefold() in folded]


@contextlib.asynccontextmanager
async def watched_commands(pid: int) -> AsyncIterator[set[str]]:
    """Collect the command lines of all processes that descend from one, as anybody on the machine can see them."""
    seen: set[str] = set()

    async def watch() -> None:
        while True:
            seen.update(await asyncio.to_thread(family_of, pid))
            await asyncio.sleep(0.2)

    task = asyncio.create_task(watch())
    try:
        yield seen
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
