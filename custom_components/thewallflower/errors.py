"""Everything that can go wrong between us and the server; imports no Home Assistant."""

from .wire import Problem


class WallflowerError(Exception):
    """Base of everything that can go wrong between us and the server."""


class WallflowerConnectionError(WallflowerError):
    """The server cannot be reached, or stopped answering."""


class WallflowerAuthenticationError(WallflowerError):
    """The token is not, or no longer, accepted."""


class WallflowerForbiddenError(WallflowerAuthenticationError):
    """The token is accepted, but not for this; the text is the server's own."""


class WallflowerVersionError(WallflowerError):
    """The server speaks a wire that this integration does not; `is_older` tells which of the two to update."""

    def __init__(self, message: str, *, is_older: bool) -> None:
        """Say whether the server is the older one."""
        super().__init__(message)
        self.is_older = is_older


class WallflowerResponseError(WallflowerError):
    """The server said no; `problem.code` is UNKNOWN when what answered does not speak our wire at all."""

    def __init__(self, problem: Problem) -> None:
        """Keep the server's own explanation."""
        super().__init__(problem.message)
        self.problem = problem


def error_key(error: WallflowerError) -> str:
    """Return the key of the sentence that a repair shows for a failed call."""
    return "cannot_connect" if isinstance(error, WallflowerConnectionError) else "request_failed"
