"""Ways to cameras that need not be typed: found on the network, or taken over from a Frigate configuration."""

from http import HTTPStatus
from typing import Annotated, Final

from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Nothing
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.cameras.discovery import Device, Login
from wallflower.cameras.importing import ImportedCamera, import_frigate
from wallflower.wire import ErrorCode

SLOW_TIMEOUT_S = 60.0

type Host = Annotated[str, Field(min_length=1, max_length=253, pattern=r"^[A-Za-z0-9._:%-]+$")]
type Secret = Annotated[str, Field(max_length=200)]
type Config = Annotated[str, Field(min_length=1, max_length=500_000, description="The configuration, as YAML.")]
type Variables = Annotated[
    dict[Annotated[str, Field(max_length=100)], Secret],
    Field(max_length=200, description="Values of `{FRIGATE_…}` placeholders."),
]


class Search(Body):
    """Without a host: who is on the network, for a few seconds. With one: that device's streams, with its password."""

    host: Host | None = None
    port: Annotated[int, Field(ge=1, le=65_535)] = 80
    username: Secret = ""
    password: Secret = ""
    seconds: Annotated[float, Field(ge=0.5, le=10)] = 3.0


class FrigateImport(Body):
    """A Frigate configuration; without `create` nothing is changed."""

    config: Config
    variables: Variables = Field(default_factory=dict)
    create: bool = False


async def _find_devices(call: Call[Nothing, Nothing, Search]) -> tuple[Device, ...]:
    wanted, discovery = call.body, call.services.discovery
    if wanted.host is None:
        return await discovery.search(wanted.seconds)
    login = Login(host=wanted.host, port=wanted.port, username=wanted.username, password=wanted.password)
    return (await discovery.look_up(login),)


async def _import_frigate(call: Call[Nothing, Nothing, FrigateImport]) -> tuple[ImportedCamera, ...]:
    wanted = call.body
    return await import_frigate(call.services.registry, wanted.config, wanted.variables, create=wanted.create)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="POST",
        path="/api/discovery",
        need=Need.ADMIN,
        summary="Find ONVIF cameras on the network; with a host, ask that one for its streams.",
        handler=_find_devices,
        body=Search,
        returns=Listing(key="devices", item=Device),
        errors=(
            ErrorCode.CONNECTION_REFUSED,
            ErrorCode.AUTH_FAILED,
            ErrorCode.TIMEOUT,
            ErrorCode.NOT_A_STREAM,
        ),
        timeout_s=SLOW_TIMEOUT_S,
    ),
    Route(
        method="POST",
        path="/api/import/frigate",
        need=Need.ADMIN,
        summary="Show what becomes of the cameras of a Frigate configuration, and with `create` add them.",
        handler=_import_frigate,
        body=FrigateImport,
        returns=Listing(key="cameras", item=ImportedCamera),
        status=HTTPStatus.OK,
        timeout_s=SLOW_TIMEOUT_S,
    ),
)
