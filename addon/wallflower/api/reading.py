"""Turns what came over the network into the validated input a route declares."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

from aiohttp import BodyPartReader, web
from pydantic import BaseModel, ValidationError
from yarl import URL

from wallflower.api.auth import Caller
from wallflower.api.fields import Nothing
from wallflower.api.problems import MalformedError, TooLargeError, UnsupportedMediaError
from wallflower.api.routing import AnyRoute, Archive, Call, Piece, Upload
from wallflower.api.services import Services
from wallflower.errors import InvalidRequestError, NotFoundError, UnavailableError

BODY_TIMEOUT_S = 60.0
CHUNK_BYTES = 65_536
# How a model writes the member of an enumeration that it expects: <Mode.FIXED: 'fixed'>.
_MEMBER = re.compile(r"<[\w.]+: ('[^']*')>")
ARCHIVE_CHUNK_BYTES = 1 << 20
IMAGE_FIELD = "image"
MAX_FORM_PARTS = 10


async def read_call(route: AnyRoute, request: web.Request, services: Services, caller: Caller) -> Call[Any, Any, Any]:
    """Validate the request; raise the error that names what is wrong with it, or that the camera is not theirs."""
    params, query = read_address(route, request.match_info, request.rel_url, caller)
    return Call(
        request=request,
        services=services,
        caller=caller,
        params=params,
        query=query,
        body=await _body(route, request, services),
    )


def read_address(route: AnyRoute, values: Mapping[str, str], address: URL, caller: Caller) -> tuple[Any, BaseModel]:
    """Validate the parts of a path and a query; errors as of `read_call`."""
    names_camera = route.params is not None and "camera_id" in route.params.model_fields
    if not names_camera:
        caller.require_camera(None, some_will_do=route.for_some)
    params = _params(route, values)
    if names_camera:
        caller.require_camera(params.camera_id, some_will_do=False)
    return params, _query(route, address)


def _params(route: AnyRoute, values: Mapping[str, str]) -> Any:
    try:
        return _model(route.params).model_validate(dict(values))
    except ValidationError as error:
        raise NotFoundError("there is nothing at this path") from error


def _query(route: AnyRoute, address: URL) -> BaseModel:
    given = address.query
    values = {name: given[name] if len(given.getall(name)) == 1 else given.getall(name) for name in given}
    try:
        return _model(route.query).model_validate(values)
    except ValidationError as error:
        raise invalid(error) from error


def _model(declared: type[Any] | None) -> type[BaseModel]:
    return declared if declared is not None and issubclass(declared, BaseModel) else Nothing


async def _body(route: AnyRoute, request: web.Request, services: Services) -> Any:
    if route.body is None:
        return None
    limit = route.body_limit_bytes
    if request.content_length is not None and request.content_length > limit:
        raise _too_large(limit)
    try:
        async with asyncio.timeout(BODY_TIMEOUT_S):
            if route.is_upload:
                return Upload(data=await _image(request, limit))
            if route.body is Archive:
                return Archive(upload=await _archive(request, limit, services))
            if route.body is Piece:
                return Piece(data=await _piece(request, limit))
            return await _json(route.body, request, limit)
    except TimeoutError as error:
        raise UnavailableError("the request's body came too slowly") from error


async def _json(model: type[BaseModel], request: web.Request, limit: int) -> BaseModel:
    if request.content_type != "application/json":
        raise UnsupportedMediaError("send the body as application/json")
    data = await _bounded(request.content, limit)
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        raise invalid(error) from error


async def _piece(request: web.Request, limit: int) -> bytes:
    is_sound = request.content_type.startswith("audio/")
    if not is_sound and request.content_type != "application/octet-stream":
        raise UnsupportedMediaError("send it as application/octet-stream, or sound as audio/wav")
    return await _bounded(request.content, limit)


async def _archive(request: web.Request, limit: int, services: Services) -> str:
    """Put an archive where it can be read from, however large it is; nothing is left of one that does not come."""
    if request.content_type not in {"application/zip", "application/octet-stream"}:
        raise UnsupportedMediaError("send the archive as application/zip")
    received = 0
    with services.library.incoming.receiving() as (upload, write):
        while chunk := await request.content.read(ARCHIVE_CHUNK_BYTES):
            received += len(chunk)
            if received > limit:
                raise _too_large(limit)
            await asyncio.to_thread(write, chunk)
    return upload


async def _image(request: web.Request, limit: int) -> bytes:
    if request.content_type.startswith("image/"):
        return await _bounded(request.content, limit)
    if request.content_type == "multipart/form-data":
        return await _form_image(request, limit)
    raise UnsupportedMediaError("send the image itself (image/…) or a form (multipart/form-data) with the field image")


async def _form_image(request: web.Request, limit: int) -> bytes:
    try:
        form = await request.multipart()
        for _ in range(MAX_FORM_PARTS):
            part = await form.next()
            if part is None:
                break
            if isinstance(part, BodyPartReader):
                data = await _bounded(part, limit)
                if part.name == IMAGE_FIELD:
                    return data
    except (ValueError, AssertionError) as error:
        raise MalformedError("the form is malformed") from error
    raise InvalidRequestError("the form has no field image", field=IMAGE_FIELD)


async def _bounded(source: Any, limit: int) -> bytes:
    """Read a request's body or one part of a form, both of which have some `read of at most n bytes`."""
    data = bytearray()
    read = source.read_chunk if isinstance(source, BodyPartReader) else source.read
    while chunk := await read(CHUNK_BYTES):
        data += chunk
        if len(data) > limit:
            raise _too_large(limit)
    return bytes(data)


def _too_large(limit: int) -> TooLargeError:
    return TooLargeError(f"the body is larger than {limit // 1_000_000} MB")


def invalid(error: ValidationError) -> InvalidRequestError:
    """Tell the first thing a model found wrong, without repeating the value: it may be a secret."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or None
    if first["type"] == "json_invalid":
        return MalformedError("the body is not valid JSON")
    told = _MEMBER.sub(r"\1", first["msg"].removeprefix("Value error, "))
    message = told if field is None else f"{field}: {told}"
    return InvalidRequestError(message, field=field)
