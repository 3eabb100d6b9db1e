"""People and faces over HTTP."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from aiohttp import FormData

from wallflower.cameras.enrolling import face_to_json
from wallflower.errors import ImageError, ModelMissingError, SeveralFacesError
from wallflower.store.people import NewFace
from wallflower.wire import ErrorCode, EventType
from wallflower.wire_people import FacePlace

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

JPEG = {"Content-Type": "image/jpeg"}


def face(crop: bytes = b"\xff\xd8crop") -> dict[str, Any]:
    embedding = np.zeros(128, dtype=np.float32)
    return face_to_json(
        NewFace(engine="dlib", model="m", embedding=embedding, quality=0.5, parts={"pose": 1.0}, crop=crop)
    )


async def ann(api: Api) -> str:
    person = await api.send("POST", "/api/people", {"name": "Ann"}, status=201)
    return str(person["id"])


async def told(api: Api) -> list[EventType]:
    events = await api.services.bus.subscribe(api.services.bus.stream, 0).next()
    return [event.type for event in events or ()]


async def test_the_life_of_a_person(api: Api) -> None:
    person = await ann(api)
    path = f"/api/people/{person}"
    assert [entry["name"] for entry in (await api.get("/api/people"))["people"]] == ["Ann"]
    assert (await api.get(path))["face_count"] == 0
    assert (await api.send("PATCH", path, {"name": "Anne"}))["name"] == "Anne"
    removed = await api.send("DELETE", path)
    await api.error("GET", path, 404)
    assert await told(api) == [EventType.PERSON_ADDED, EventType.PERSON_UPDATED, EventType.PERSON_REMOVED]
    assert len(api.others.named("reload_people")) == 2
    await api.send("POST", f"/api/edits/{removed['edit_id']}/undo")
    assert (await api.get(path))["name"] == "Anne"


async def test_names_are_unique_and_not_empty(api: Api) -> None:
    await ann(api)
    error = await api.error("POST", "/api/people", 409, json={"name": "ANN"})
    assert (error["code"], error["field"]) == ("conflict", "name")
    for name in ("", " ", "a\nb", "x" * 101, None, 5):
        assert (await api.error("POST", "/api/people", 422, json={"name": name}))["field"] == "name"


async def test_an_image_is_enrolled_raw_or_from_a_form(api: Api) -> None:
    path = f"/api/people/{await ann(api)}/faces"
    api.others.answers["enrol_face"] = face()
    answer = await api.call("POST", path, data=b"raw image", headers=JPEG)
    assert answer.status == 201
    enrolled = await answer.json()
    form = FormData()
    form.add_field("note", "first")
    form.add_field("image", b"form image", filename="a.jpg", content_type="image/jpeg")
    api.others.answers["enrol_face"] = face(b"\xff\xd8other")
    assert (await api.call("POST", path, data=form, params={"index": "2"})).status == 201
    sent = [(params, blob) for name, params, blob in api.others.calls if name == "enrol_face"]
    assert sent == [({"index": None}, b"raw image"), ({"index": 2}, b"form image")]
    faces = (await api.get(path))["faces"]
    assert len(faces) == 2
    assert faces[0] == enrolled | {"edit_id": None}
    image = await api.call("GET", f"{path}/{enrolled['id']}/image.jpg")
    assert (image.content_type, await image.read()) == ("image/jpeg", b"\xff\xd8crop")
    removed = await api.send("DELETE", f"{path}/{enrolled['id']}")
    assert len((await api.get(path))["faces"]) == 1
    await api.error("DELETE", f"{path}/{enrolled['id']}", 404)
    for edit_id in (removed["edit_id"], enrolled["edit_id"]):
        await api.send("POST", f"/api/edits/{edit_id}/undo")
    assert (await api.get(path))["faces"] == faces[1:]


PLACE = FacePlace(index=0, x=-2, y=5, width=90, height=91)


@pytest.mark.parametrize(
    ("failure", "status"),
    [
        (ImageError("no face", code=ErrorCode.NO_FACE), 422),
        (SeveralFacesError("3 faces: choose", field="index", places=(PLACE,)), 422),
        (ImageError("blurred", code=ErrorCode.POOR_FACE), 422),
        (ImageError("not an image"), 422),
        (ModelMissingError("no weights"), 503),
    ],
)
async def test_an_image_that_cannot_be_enrolled(api: Api, failure: ImageError | ModelMissingError, status: int) -> None:
    path = f"/api/people/{await ann(api)}/faces"
    api.others.answers["enrol_face"] = failure
    error = await api.error("POST", path, status, data=b"x", headers=JPEG)
    assert (error["code"], error["message"]) == (failure.code, failure.message)
    assert error["places"] == ([PLACE.to_json()] if isinstance(failure, SeveralFacesError) else [])
    assert (await api.get(path))["faces"] == []


async def test_nobody_is_analysed_for_an_unknown_person(api: Api) -> None:
    await api.error("POST", "/api/people/nobody/faces", 404, data=b"x", headers=JPEG)
    assert api.others.named("enrol_face") == []
