"""Models for speech: which there are, installing them from the hub or by hand, removing them."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Final, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Nothing, Query
from wallflower.api.routing import AnyRoute, Call, Listing, Piece, Route
from wallflower.models.bring import MOST_BYTES, suggested_name
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Job
from wallflower.wire_models import EngineMemory, Importable, ModelImport, ModelOrder, ModelUpload, SpeechModel

type ModelName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
UPLOAD_TIMEOUT_S = 75.0


class ModelPath(Query):
    """Names a model."""

    name: ModelName


class UploadPath(Query):
    """Names an upload."""

    upload_id: Annotated[str, Field(pattern="^[0-9a-f]{16}$")]


class UploadOffset(Query):
    """Where a piece of an upload begins."""

    offset: Annotated[int, Field(ge=0, le=MOST_BYTES)]


class NewModel(Body):
    """A model to download: of the catalogue by its name; any other of the hub with a repository and a revision."""

    name: ModelName
    repository: Annotated[str, Field(max_length=200, description="Such as `Systran/faster-whisper-base`.")] | None = (
        None
    )
    revision: Annotated[str, Field(pattern="^[0-9a-f]{40}$", description="The 40 digits of a commit.")] | None = None

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.repository is None) != (self.revision is None):
            raise PydanticCustomError("pair", "give the repository and its revision, or neither")
        return self


class NewImport(Body):
    """A model that is here already: in the import directory (`source`) or uploaded (`upload`)."""

    source: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    upload: Annotated[str, Field(pattern="^[0-9a-f]{16}$")] | None = None
    name: Annotated[
        ModelName, Field(description="What it will be called; an import from the directory has a name.")
    ] | (None) = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.source is None) == (self.upload is None):
            raise PydanticCustomError("pair", "give a source in the import directory or an upload")
        if self.upload is not None and self.name is None:
            raise PydanticCustomError("name", "say what the uploaded model is to be called")
        return self


class NewUpload(Body):
    """An archive that is going to be sent in pieces."""

    size_bytes: Annotated[int, Field(ge=1, le=MOST_BYTES)]


async def _list_models(call: Call[Nothing, Nothing, None]) -> tuple[SpeechModel, ...]:
    return await call.services.models.list()


async def _get_engine_memory(call: Call[Nothing, Nothing, None]) -> EngineMemory:
    return EngineMemory.from_json(await call.services.analysis.call("engine_memory", {}))


async def _install_model(call: Call[Nothing, Nothing, NewModel]) -> Job:
    body = call.body
    return await call.services.models.order(
        ModelOrder(name=body.name, repository=body.repository, revision=body.revision)
    )


async def _remove_model(call: Call[ModelPath, Nothing, None]) -> None:
    await call.services.models.remove(call.params.name)


async def _list_importable(call: Call[Nothing, Nothing, None]) -> tuple[Importable, ...]:
    return await call.services.models.importable()


async def _import_model(call: Call[Nothing, Nothing, NewImport]) -> Job:
    body = call.body
    source = body.source or ""
    order = ModelImport(name=body.name or suggested_name(source), source=source, upload=body.upload)
    return await call.services.models.bring(order)


async def _begin_upload(call: Call[Nothing, Nothing, NewUpload]) -> ModelUpload:
    return await asyncio.to_thread(call.services.models.uploads.begin, call.body.size_bytes)


async def _get_upload(call: Call[UploadPath, Nothing, None]) -> ModelUpload:
    return await asyncio.to_thread(call.services.models.uploads.get, call.params.upload_id)


async def _add_to_upload(call: Call[UploadPath, UploadOffset, Piece]) -> ModelUpload:
    uploads = call.services.models.uploads
    return await asyncio.to_thread(uploads.add, call.params.upload_id, call.query.offset, call.body.data)


async def _delete_upload(call: Call[UploadPath, Nothing, None]) -> None:
    await asyncio.to_thread(call.services.models.uploads.delete, call.params.upload_id)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/models",
        need=Need.VIEW,
        summary="Models for speech: those that can be installed, and those that are.",
        handler=_list_models,
        returns=Listing(key="models", item=SpeechModel),
    ),
    Route(
        method="POST",
        path="/api/models",
        need=Need.EDIT,
        summary="Download a model: a job that goes on by itself, and goes on where it was after an interruption.",
        handler=_install_model,
        body=NewModel,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.NOT_FOUND, ErrorCode.DISK_FULL, ErrorCode.CONFIG),
    ),
    Route(
        method="DELETE",
        path="/api/models/{name}",
        need=Need.EDIT,
        summary="Remove a model; one that is in use is a conflict.",
        handler=_remove_model,
        params=ModelPath,
        errors=(ErrorCode.CONFLICT, ErrorCode.DISK),
    ),
    Route(
        method="GET",
        path="/api/models/memory",
        need=Need.VIEW,
        summary="The memory that engines share, and who holds how much of it.",
        handler=_get_engine_memory,
        returns=EngineMemory,
        errors=(ErrorCode.UNAVAILABLE,),
    ),
    Route(
        method="GET",
        path="/api/models/imports",
        need=Need.VIEW,
        summary="What lies in the import directory (MODELS/import) and may be imported.",
        handler=_list_importable,
        returns=Listing(key="files", item=Importable),
    ),
    Route(
        method="POST",
        path="/api/models/imports",
        need=Need.EDIT,
        summary="Install a model from the import directory or from an upload: a job.",
        handler=_import_model,
        body=NewImport,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.NOT_FOUND,),
    ),
    Route(
        method="POST",
        path="/api/models/uploads",
        need=Need.EDIT,
        summary="Begin to upload an archive (zip or tar) with a model.",
        handler=_begin_upload,
        body=NewUpload,
        returns=ModelUpload,
        status=HTTPStatus.CREATED,
        errors=(ErrorCode.CONFLICT, ErrorCode.DISK_FULL),
    ),
    Route(
        method="GET",
        path="/api/models/uploads/{upload_id}",
        need=Need.VIEW,
        summary="How far an upload is; go on at `received_bytes`.",
        handler=_get_upload,
        params=UploadPath,
        returns=ModelUpload,
    ),
    Route(
        method="PUT",
        path="/api/models/uploads/{upload_id}",
        need=Need.EDIT,
        summary="Send the next piece of an upload: at most 16 MB, beginning where the last one ended.",
        handler=_add_to_upload,
        params=UploadPath,
        query=UploadOffset,
        body=Piece,
        returns=ModelUpload,
        errors=(ErrorCode.CONFLICT, ErrorCode.DISK),
        timeout_s=UPLOAD_TIMEOUT_S,
    ),
    Route(
        method="DELETE",
        path="/api/models/uploads/{upload_id}",
        need=Need.EDIT,
        summary="Forget an upload.",
        handler=_delete_upload,
        params=UploadPath,
    ),
)
