"""Who may use the server: logging in, users, keys, and the audit of what they did."""

import asyncio
from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated, Final, Literal

from pydantic import Field

from wallflower.api.auth import Caller, Need
from wallflower.api.fields import Body, Change, Cursor, Identifier, Label, Limit, Nothing, Query
from wallflower.api.passwords import LONGEST, SHORTEST
from wallflower.api.problems import status_of
from wallflower.api.rates import RateClass
from wallflower.api.routing import AnyRoute, Call, Listing, Page, Route
from wallflower.api.services import Services
from wallflower.clock import now_ms
from wallflower.errors import InvalidRequestError, WallflowerError
from wallflower.wire import ErrorCode
from wallflower.wire_access import ApiKey, AuditEntry, LoginState, Me, NewApiKey, Role, Session, User

type RoleName = Literal["view", "control", "edit", "admin"]
type CameraIds = Annotated[tuple[Identifier, ...], Field(max_length=1_000, description="Only these cameras.")]
type Password = Annotated[str, Field(min_length=SHORTEST, max_length=LONGEST)]
type Plain = Call[Nothing, Nothing, None]


class LogIn(Body):
    """A name and its password."""

    name: Annotated[str, Field(min_length=1, max_length=200, repr=False)]
    password: Annotated[str, Field(min_length=1, max_length=LONGEST, repr=False)]


class Refresh(Body):
    """The last refresh token of a session."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=200, repr=False)]


class NewUser(Body):
    """Somebody to add."""

    name: Label
    password: Password
    role: RoleName = "view"
    camera_ids: CameraIds | None = None


class UserChange(Change):
    """What to change; keys left out stay. Whatever it is, the user has to log in again."""

    name: Label = ""
    password: Password = ""
    role: RoleName = "view"
    camera_ids: CameraIds | None = None


class NewKey(Body):
    """A key to make."""

    name: Label
    role: RoleName = "view"
    camera_ids: CameraIds | None = None
    expires_ms: Annotated[int, Field(ge=0, le=2**53, description="Null for never.")] | None = None


class UserPath(Query):
    """Names a user."""

    user_id: Identifier


class KeyPath(Query):
    """Names a key."""

    key_id: Identifier


class Paging(Query):
    """Which page, and how long it is."""

    limit: Limit = 100
    cursor: Cursor | None = None


async def _get_login(call: Plain) -> LoginState:
    return LoginState(setup_needed=not await call.services.access.is_set_up())


async def _log_in(call: Call[Nothing, Nothing, LogIn]) -> Session:
    access, body = call.services.access, call.body
    address = _count(call)
    status = HTTPStatus.OK
    session = None
    try:
        session = await access.log_in(body.name, body.password, address)
    except WallflowerError as error:
        status = status_of(error)
        raise
    finally:
        # Whoever confuses the fields types a password for a name: unknown names are not kept.
        known = session.user if session is not None else await access.find(body.name)
        who = None if known is None else Caller(name=f"user:{known.id}", needs=frozenset())
        call.services.auditor.note(who, "log_in", call.request.path, address, status)
    return session


def _count[B](call: Call[Nothing, Nothing, B]) -> str:
    """Count a try to log in; return the address it comes from, or raise `TooManyError`."""
    address = call.request.remote or ""
    call.services.rates.take(address, RateClass.LOGIN)
    return address


async def _refresh_login(call: Call[Nothing, Nothing, Refresh]) -> Session:
    _count(call)
    return await call.services.access.refresh(call.body.refresh_token)


async def _log_out(call: Call[Nothing, Nothing, Refresh]) -> None:
    _count(call)
    await call.services.access.log_out(call.body.refresh_token)


async def _get_me(call: Plain) -> Me:
    return call.caller.to_wire()


async def _list_users(call: Plain) -> tuple[User, ...]:
    return await call.services.access.users()


async def _create_user(call: Call[Nothing, Nothing, NewUser]) -> User:
    body = call.body
    await _require_cameras(call.services, body.camera_ids or ())
    return await call.services.access.add_user(body.name, body.password, Role(body.role), body.camera_ids)


async def _change_user(call: Call[UserPath, Nothing, UserChange]) -> User:
    await _require_cameras(call.services, call.body.camera_ids or ())
    return await call.services.access.change_user(call.params.user_id, call.body.given())


async def _delete_user(call: Call[UserPath, Nothing, None]) -> None:
    await call.services.access.delete_user(call.params.user_id)


async def _list_keys(call: Plain) -> tuple[ApiKey, ...]:
    return await call.services.access.keys()


async def _create_key(call: Call[Nothing, Nothing, NewKey]) -> NewApiKey:
    body = call.body
    if body.expires_ms is not None and body.expires_ms <= now_ms():
        raise InvalidRequestError("the key would have expired already", field="expires_ms")
    await _require_cameras(call.services, body.camera_ids or ())
    return await call.services.access.add_key(body.name, Role(body.role), body.camera_ids, body.expires_ms)


async def _delete_key(call: Call[KeyPath, Nothing, None]) -> None:
    await call.services.access.delete_key(call.params.key_id)


async def _list_audit(call: Call[Nothing, Paging, None]) -> Page:
    entries, cursor = await asyncio.to_thread(call.services.audit.list, call.query.limit, call.query.cursor)
    return Page(items=entries, cursor=cursor)


async def _require_cameras(services: Services, camera_ids: Iterable[str]) -> None:
    for camera_id in camera_ids:
        await services.registry.require(camera_id)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/login",
        need=Need.PUBLIC,
        summary="Whether there is anybody who can log in.",
        handler=_get_login,
        returns=LoginState,
    ),
    Route(
        method="POST",
        path="/api/login",
        need=Need.PUBLIC,
        summary="Log in with a name and a password.",
        handler=_log_in,
        body=LogIn,
        returns=Session,
        errors=(ErrorCode.UNAUTHORIZED,),
    ),
    Route(
        method="POST",
        path="/api/login/refresh",
        need=Need.PUBLIC,
        summary="Get the next tokens of a session; a refresh token is good once.",
        handler=_refresh_login,
        body=Refresh,
        returns=Session,
        errors=(ErrorCode.UNAUTHORIZED,),
    ),
    Route(
        method="POST",
        path="/api/logout",
        need=Need.PUBLIC,
        summary="End a session.",
        handler=_log_out,
        body=Refresh,
        errors=(ErrorCode.UNAUTHORIZED,),
    ),
    Route(
        method="GET",
        path="/api/me",
        need=Need.VIEW,
        summary="Who asks, and what they may do.",
        handler=_get_me,
        returns=Me,
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/users",
        need=Need.ADMIN,
        summary="Everybody who can log in; at most 200.",
        handler=_list_users,
        returns=Listing(key="users", item=User),
    ),
    Route(
        method="POST",
        path="/api/users",
        need=Need.ADMIN,
        summary="Add a user; the first one is added with the server's token.",
        handler=_create_user,
        body=NewUser,
        returns=User,
        status=HTTPStatus.CREATED,
        errors=(ErrorCode.CONFLICT, ErrorCode.NOT_FOUND),
    ),
    Route(
        method="PATCH",
        path="/api/users/{user_id}",
        need=Need.ADMIN,
        summary="Change a user, who has to log in again.",
        handler=_change_user,
        params=UserPath,
        body=UserChange,
        returns=User,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="DELETE",
        path="/api/users/{user_id}",
        need=Need.ADMIN,
        summary="Remove a user, whose sessions are over at once.",
        handler=_delete_user,
        params=UserPath,
    ),
    Route(
        method="GET",
        path="/api/keys",
        need=Need.ADMIN,
        summary="Every key, without its secret; at most 200.",
        handler=_list_keys,
        returns=Listing(key="keys", item=ApiKey),
    ),
    Route(
        method="POST",
        path="/api/keys",
        need=Need.ADMIN,
        summary="Make a key for a program; its secret is told this once.",
        handler=_create_key,
        body=NewKey,
        returns=NewApiKey,
        status=HTTPStatus.CREATED,
        errors=(ErrorCode.CONFLICT, ErrorCode.NOT_FOUND),
    ),
    Route(
        method="DELETE",
        path="/api/keys/{key_id}",
        need=Need.ADMIN,
        summary="Revoke a key, at once.",
        handler=_delete_key,
        params=KeyPath,
    ),
    Route(
        method="GET",
        path="/api/audit",
        need=Need.ADMIN,
        summary="What was changed, by whom and from where, in the last 90 days, newest first; logins are in it, too.",
        handler=_list_audit,
        query=Paging,
        returns=Listing(key="entries", item=AuditEntry, paged=True),
    ),
)
