"""A route as one frozen declaration: validation of requests and the OpenAPI document are both made from it."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiohttp import web
from pydantic import BaseModel

from wallflower.api.auth import Caller, Need
from wallflower.api.rates import RateClass
from wallflower.api.services import Services
from wallflower.library.archive import MOST_BYTES
from wallflower.wire import ErrorCode
from wallflower.wire_codec import Wire

JSON_LIMIT_BYTES = 1_000_000
IMAGE_LIMIT_BYTES = 20_000_000
PIECE_LIMIT_BYTES = 16_000_000
TIMEOUT_S = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """An answer that wraps a list: `{key: [item, …]}`, with a `cursor` when it comes in pages."""

    key: str
    item: type[Wire]
    paged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """An answer that is not JSON of a wire value; `ranged` ones take Range, a `socket` becomes a WebSocket.

    `values` are what its messages hold that no other answer does.
    """

    types: tuple[str, ...]
    ranged: bool = False
    socket: bool = False
    values: tuple[type[Wire], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the handler of a paged `Listing` returns; `cursor` is None at the end."""

    items: Sequence[Wire]
    cursor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A body that is one image: raw, or the field `image` of a form."""

    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A body that is a piece of a file, as application/octet-stream."""

    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A body that is the archive of a person; it lies in the data directory under this name, and the handler's to use.

    The handler deletes it if it cannot use it.
    """

    upload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call[P, Q, B]:
    """One validated request: path parameters, query and body as the route declares them."""

    request: web.Request
    services: Services
    caller: Caller
    params: P
    query: Q
    body: B


type Answer = Wire | Sequence[Wire] | Page | web.StreamResponse | None
type Returns = type[Wire] | Listing | Media | None
type Handler[P, Q, B] = Callable[[Call[P, Q, B]], Coroutine[Any, Any, Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Route[P, Q, B]:
    """One method of one path. A part left None takes no input of that kind; `returns` None answers 204.

    `errors` lists the codes its own work may end with; those every route shares are added where it is described.
    `also` lists statuses with which the same value may be answered, too.
    `for_some`: a caller limited to some cameras may ask although the path names no camera; the handler tells of no
    other, or insists on one in the query.
    `timeout_s` None is for answers that last, such as the event socket. `most_bytes` of a `Piece` that is small.
    """

    method: str
    path: str
    need: Need
    summary: str
    handler: Handler[P, Q, B]
    params: type[P] | None = None
    query: type[Q] | None = None
    body: type[B] | None = None
    returns: Returns = None
    status: HTTPStatus = HTTPStatus.OK
    also: tuple[HTTPStatus, ...] = ()
    errors: tuple[ErrorCode, ...] = ()
    timeout_s: float | None = TIMEOUT_S
    for_some: bool = False
    most_bytes: int | None = None

    @property
    def is_audited(self) -> bool:
        """Whether it is kept who asked."""
        return self.method != "GET" and self.need not in {Need.PUBLIC, Need.VIEW}

    @property
    def rate_class(self) -> RateClass:
        """Which requests it is counted with; tries to log in are counted where they are one."""
        if self.body in {Upload, Archive, Piece}:
            return RateClass.UPLOAD
        return RateClass.CHANGE if self.is_audited else RateClass.LOOK

    @property
    def name(self) -> str:
        """The handler's name: the operation id."""
        return str(getattr(self.handler, "__name__", "")).strip("_")

    @property
    def is_upload(self) -> bool:
        """Whether the body is an image instead of JSON."""
        return self.body is Upload

    @property
    def body_limit_bytes(self) -> int:
        """Largest body it takes."""
        if self.body is None:
            return 0
        if self.body is Archive:
            return MOST_BYTES
        if self.body is Piece:
            return self.most_bytes or PIECE_LIMIT_BYTES
        return IMAGE_LIMIT_BYTES if self.is_upload else JSON_LIMIT_BYTES

    @property
    def body_model(self) -> type[BaseModel] | None:
        """The model of a JSON body."""
        if self.body is not None and issubclass(self.body, BaseModel):
            return self.body
        return None


type AnyRoute = Route[Any, Any, Any]
