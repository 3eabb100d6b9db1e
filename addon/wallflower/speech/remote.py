"""What engines that are servers elsewhere have in common: deadlines, and a typed error for every way to fail."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from aiohttp import ClientError

from wallflower.errors import EngineDownError, UnavailableError
from wallflower.server_address import ServerAddress, parse_server_address
from wallflower.speech.engine import Runs, Window
from wallflower.speech.sound import RATE_HZ

CONNECT_TIMEOUT_S = 5.0
CLOSE_TIMEOUT_S = 1.0
# Below the deadline at which the whole process is killed, so that the reason can be told.
ANSWER_TIMEOUT_S = 50.0
ANSWER_TIMEOUT_PER_S = 8.0


class AnswerError(Exception):
    """What the server says cannot be used; the text goes on where the server's name ends."""


class RemoteEngine:
    """A server that is asked anew for each window."""

    def __init__(self, kind: str, address: ServerAddress) -> None:
        """Ask this server; `kind` is what users call it."""
        self._kind = kind
        self._address = address

    @property
    def runs(self) -> Runs:
        """Tell that it runs elsewhere."""
        return Runs(device="remote")

    def _ask[T](self, exchange: Coroutine[Any, Any, T], timeout_s: float) -> T:
        """Return what comes of an exchange; raise `EngineDownError` for what does not come or cannot be used."""
        try:
            return asyncio.run(asyncio.wait_for(exchange, timeout_s))
        except TimeoutError as error:
            raise self._down("does not answer: see whether it is overloaded") from error
        except AnswerError as error:
            raise self._down(str(error)) from error
        except (ClientError, OSError) as error:
            raise self._down("cannot be reached: start it, or correct its address") from error

    def _down(self, what: str) -> EngineDownError:
        return EngineDownError(f"the {self._kind} server {self._address.url} {what}")


def answer_timeout_s(window: Window) -> float:
    """Return how long a server may take over a window."""
    return ANSWER_TIMEOUT_S + ANSWER_TIMEOUT_PER_S * len(window.samples) / RATE_HZ


def place_of(kind: str, place: str, schemes: tuple[str, ...]) -> ServerAddress:
    """Return a server's address; raise `UnavailableError` with the fix for what is none."""
    try:
        return parse_server_address(place, schemes)
    except ValueError as error:
        raise UnavailableError(f"the {kind} server's address cannot be used: {error}") from error
