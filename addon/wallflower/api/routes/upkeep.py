"""What those ask who keep the server running: whether it lives, and that it may be copied."""

from typing import Final

from wallflower.api.auth import Need
from wallflower.api.fields import Nothing
from wallflower.api.routing import AnyRoute, Call, Route
from wallflower.wire import ErrorCode

type Plain = Call[Nothing, Nothing, None]

# A check of a database of gigabytes on a slow disk.
BACKUP_TIMEOUT_S = 900.0


async def _check_alive(_call: Plain) -> None:
    """Answering is the answer."""


async def _begin_backup(call: Plain) -> None:
    await call.services.backup.begin()


async def _end_backup(call: Plain) -> None:
    await call.services.backup.end()


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/alive",
        need=Need.PUBLIC,
        summary="Whether the server answers; how it does is told by `/api/health`.",
        handler=_check_alive,
    ),
    Route(
        method="POST",
        path="/api/backup",
        need=Need.ADMIN,
        summary="Check the database and keep its files fit to be copied one by one, for an hour at most.",
        handler=_begin_backup,
        timeout_s=BACKUP_TIMEOUT_S,
    ),
    Route(
        method="DELETE",
        path="/api/backup",
        need=Need.ADMIN,
        summary="Say that all is copied; refused if the copy may be torn.",
        handler=_end_backup,
        errors=(ErrorCode.CONFLICT,),
    ),
)
