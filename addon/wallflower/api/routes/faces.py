"""Face engines: which one works and why, their packs, and what must be accepted before one is used."""

from http import HTTPStatus
from typing import Annotated, Final, Literal

from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Label, Nothing, Query
from wallflower.api.routes.models import ModelName, NewImport
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.models.bring import suggested_name
from wallflower.wire import ErrorCode
from wallflower.wire_faces import FacePack, FaceStatus
from wallflower.wire_jobs import Job
from wallflower.wire_models import ModelImport

type PackedEngine = Literal["insightface", "sface"]


class PackPath(Query):
    """Names a pack of a face engine."""

    engine: PackedEngine
    name: ModelName


class Choosing(Body):
    """The engine to use, with a pack of it (none named: the best that is installed), and who chose it."""

    engine: Literal["dlib", "insightface", "sface"]
    model: ModelName | None = None
    by: Label


class Acceptance(Body):
    """Who accepts which text: its digest is `terms_digest` of the pack, so nobody accepts what they were not shown."""

    digest: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    by: Label


class NewPack(Body):
    """A pack of the catalogue to download."""

    engine: PackedEngine
    name: ModelName


class NewPackImport(NewImport):
    """A pack that is here already: in the import directory (`source`) or uploaded (`upload`)."""

    engine: PackedEngine


async def _get_faces(call: Call[Nothing, Nothing, None]) -> FaceStatus:
    return await call.services.faces.status()


async def _choose_engine(call: Call[Nothing, Nothing, Choosing]) -> FaceStatus:
    body = call.body
    return await call.services.faces.choose(body.engine, body.model, body.by)


async def _embed_again(call: Call[Nothing, Nothing, None]) -> Job:
    return await call.services.faces.embed_again()


async def _list_packs(call: Call[Nothing, Nothing, None]) -> tuple[FacePack, ...]:
    return await call.services.faces.packs()


async def _install_pack(call: Call[Nothing, Nothing, NewPack]) -> Job:
    return await call.services.faces.order(call.body.engine, call.body.name)


async def _import_pack(call: Call[Nothing, Nothing, NewPackImport]) -> Job:
    body = call.body
    source = body.source or ""
    name = body.name or suggested_name(source)
    return await call.services.faces.bring(
        ModelImport(name=name, source=source, upload=body.upload, engine=body.engine)
    )


async def _accept_terms(call: Call[PackPath, Nothing, Acceptance]) -> FacePack:
    params, body = call.params, call.body
    return await call.services.faces.accept(params.engine, params.name, body.digest, body.by)


async def _remove_pack(call: Call[PackPath, Nothing, None]) -> None:
    await call.services.faces.remove(call.params.engine, call.params.name)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/faces",
        need=Need.VIEW,
        summary="Which face engine works, why this one, and how much of the library it can compare.",
        handler=_get_faces,
        returns=FaceStatus,
        errors=(ErrorCode.UNAVAILABLE,),
    ),
    Route(
        method="PUT",
        path="/api/faces/engine",
        need=Need.EDIT,
        summary="Choose the face engine; the library is embedded anew for it, and until then nobody is recognised.",
        handler=_choose_engine,
        body=Choosing,
        returns=FaceStatus,
        errors=(ErrorCode.MODEL_MISSING, ErrorCode.UNAVAILABLE),
        timeout_s=15.0,
    ),
    Route(
        method="POST",
        path="/api/faces/reembed",
        need=Need.EDIT,
        summary="Embed what waits for it: a job, which begins by itself unless the last one failed.",
        handler=_embed_again,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.MODEL_MISSING, ErrorCode.UNAVAILABLE),
    ),
    Route(
        method="GET",
        path="/api/faces/packs",
        need=Need.VIEW,
        summary="Packs of face engines: those that can be installed, and those that are.",
        handler=_list_packs,
        returns=Listing(key="packs", item=FacePack),
    ),
    Route(
        method="POST",
        path="/api/faces/packs",
        need=Need.EDIT,
        summary="Download a pack: a job. Its terms, if it has any, must be accepted first.",
        handler=_install_pack,
        body=NewPack,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.NOT_FOUND, ErrorCode.CONFLICT, ErrorCode.DISK_FULL, ErrorCode.CONFIG),
    ),
    Route(
        method="POST",
        path="/api/faces/packs/imports",
        need=Need.EDIT,
        summary="Install a pack from the import directory or from an upload (see /api/models): a job.",
        handler=_import_pack,
        body=NewPackImport,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.NOT_FOUND,),
    ),
    Route(
        method="PUT",
        path="/api/faces/packs/{engine}/{name}/terms",
        need=Need.ADMIN,
        summary="Accept the terms of a pack, once they were read; the text, the instant and the name are kept.",
        handler=_accept_terms,
        params=PackPath,
        body=Acceptance,
        returns=FacePack,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="DELETE",
        path="/api/faces/packs/{engine}/{name}",
        need=Need.EDIT,
        summary="Remove a pack; one that is in use is a conflict.",
        handler=_remove_pack,
        params=PackPath,
        errors=(ErrorCode.CONFLICT, ErrorCode.DISK),
    ),
)
