"""Who may use the server, as the API tells it."""

from dataclasses import dataclass, field

from wallflower.wire_codec import TolerantEnum, Wire


class Role(TolerantEnum):
    """How much somebody may do; each may do what those before may, too."""

    VIEW = "view"
    CONTROL = "control"
    EDIT = "edit"
    ADMIN = "admin"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class User(Wire):
    """Somebody who logs in with a password. `camera_ids` null is all cameras."""

    id: str
    name: str = field(repr=False)
    role: Role
    camera_ids: tuple[str, ...] | None
    created_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey(Wire):
    """A key for a program. `camera_ids` null is all cameras, `expires_ms` null is never, `used_ms` null not yet."""

    id: str
    name: str = field(repr=False)
    role: Role
    camera_ids: tuple[str, ...] | None
    created_ms: int
    used_ms: int | None
    expires_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewApiKey(Wire):
    """A key that was made just now; `secret` is told this once and kept nowhere."""

    key: ApiKey
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Wire):
    """A login. The access token goes into the Authorization header; the refresh token gives the next two, once."""

    user: User
    access_token: str = field(repr=False)
    access_expires_ms: int
    refresh_token: str = field(repr=False)
    refresh_expires_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginState(Wire):
    """Whether anybody can log in; as long as nobody can, the server's token makes the first user."""

    setup_needed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Me(Wire):
    """Who asks: `token`, `home:ID`, `user:ID` or `key:ID`, and what they may do."""

    name: str
    role: Role
    camera_ids: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry(Wire):
    """Something that somebody did, or tried to do. `what` is the operation; `status` how it was answered."""

    id: int
    at_ms: int
    who: str
    what: str
    path: str
    address: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureLink(Wire):
    """An address of a picture that needs no token until it ends; `link` is relative to the server's root."""

    path: str
    link: str = field(repr=False)
    expires_ms: int
