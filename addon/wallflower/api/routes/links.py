"""Links to pictures: for pages and notifications, which can send no token."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final

from aiohttp import web
from pydantic import Field
from yarl import URL

from wallflower.api.auth import Caller, Need
from wallflower.api.fields import Body, Nothing, Query
from wallflower.api.reading import read_address
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Route
from wallflower.clock import now_ms
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.wire_access import PictureLink

LONGEST_PATH = 500
MOST_PATHS = 500
LONGEST_TOKEN = 4000
IMAGES: Final = "image/"

type PicturePath = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST_PATH,
        description="Path of a picture of this server, with its query, such as /api/visits/7/image.jpg.",
    ),
]


class NewLinks(Body):
    """Pictures to link to, and for how long."""

    paths: Annotated[tuple[PicturePath, ...], Field(min_length=1, max_length=MOST_PATHS)]
    lasts_s: Annotated[int, Field(ge=10, le=86_400, description="Seconds for which the links work.")] = 600


class LinkPath(Query):
    """Names a link."""

    link: Annotated[str, Field(min_length=1, max_length=LONGEST_TOKEN)]


@dataclass(frozen=True, slots=True)
class _Target:
    """A route that answers with a picture, and the paths it is asked at."""

    route: AnyRoute
    pattern: re.Pattern[str]


class _Pictures:
    """The pictures of the server, found by their addresses."""

    def __init__(self, routes: Iterable[AnyRoute]) -> None:
        self._targets = tuple(_Target(route, _pattern(route.path)) for route in _pictured(routes))

    def find(self, address: str, call: Call[Any, Any, Any], caller: Caller) -> tuple[AnyRoute, Call[Any, Any, None]]:
        """Return the route and the call of it; raise `NotFoundError`, or what the route says to a wrong query."""
        try:
            url = URL(address)
        except ValueError as error:
            raise NotFoundError("there is no picture at this path", field="paths") from error
        for target in self._targets:
            match = target.pattern.fullmatch(url.path)
            if match is not None and not url.absolute and not url.fragment:
                params, query = read_address(target.route, match.groupdict(), url, caller)
                made = Call(
                    request=call.request,
                    services=call.services,
                    caller=caller,
                    params=params,
                    query=query,
                    body=None,
                )
                return target.route, made
        raise NotFoundError("there is no picture at this path", field="paths")


def routes_of(routes: Iterable[AnyRoute]) -> tuple[AnyRoute, ...]:
    """Return the routes that make links to those of these that answer with a picture, and that open them."""
    pictures = _Pictures(routes)

    async def _make_links(call: Call[Nothing, Nothing, NewLinks]) -> tuple[PictureLink, ...]:
        for path in call.body.paths:
            pictures.find(path, call, call.caller)
        expires_ms = now_ms() + call.body.lasts_s * 1000
        links, cameras = call.services.links, call.caller.cameras
        made = {path: f"api/links/{links.make(path, cameras, expires_ms)}" for path in call.body.paths}
        return tuple(PictureLink(path=path, link=link, expires_ms=expires_ms) for path, link in made.items())

    async def _open_link(call: Call[LinkPath, Nothing, None]) -> web.StreamResponse:
        opened = call.services.links.open(call.params.link)
        route, made = pictures.find(opened.path, call, opened.caller)
        answer = await route.handler(made)
        if not isinstance(answer, web.StreamResponse):
            raise InvalidRequestError("this is no picture", field="link")
        return answer

    return (
        Route(
            method="POST",
            path="/api/links",
            need=Need.VIEW,
            summary="Make links to pictures that need no token and end by themselves; relative to the server's root.",
            handler=_make_links,
            body=NewLinks,
            returns=Listing(key="links", item=PictureLink),
            for_some=True,
        ),
        Route(
            method="GET",
            path="/api/links/{link}",
            need=Need.PUBLIC,
            summary="The picture that a link leads to.",
            handler=_open_link,
            params=LinkPath,
            returns=Media(types=("image/jpeg",)),
            timeout_s=60.0,
        ),
    )


def _pictured(routes: Iterable[AnyRoute]) -> Iterator[AnyRoute]:
    for route in routes:
        if route.method != "GET" or route.need is not Need.VIEW or not isinstance(route.returns, Media):
            continue
        if all(kind.startswith(IMAGES) for kind in route.returns.types):
            yield route


def _pattern(path: str) -> re.Pattern[str]:
    """Return what matches the paths of a route."""
    parts = re.split(r"\{(\w+)\}", path)
    pieces = (f"(?P<{part}>[^/]+)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile("".join(pieces))
