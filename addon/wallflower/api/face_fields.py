"""What a camera's settings for faces may be; keys left out stay, a list that is given replaces the one there was."""

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from wallflower.api.fields import Body, Label
from wallflower.faces.polygons import flaw_of
from wallflower.wire_options import FaceOptions, Point

_FACES = FaceOptions()
MOST_AREAS = 20

type Part = Annotated[float, Field(ge=0.0, le=1.0)]


class PointFields(Body):
    """A place in the picture, in parts of its width and height."""

    x: Part
    y: Part


class MaskFields(Body):
    """A polygon; its sides do not cross."""

    points: Annotated[tuple[PointFields, ...], Field(min_length=3, max_length=50)]

    @field_validator("points")
    @classmethod
    def _simple(cls, points: tuple[PointFields, ...]) -> tuple[PointFields, ...]:
        flaw = flaw_of([Point(x=point.x, y=point.y) for point in points])
        if flaw is not None:
            raise PydanticCustomError("polygon", "{flaw}", {"flaw": flaw})
        return points


class ZoneFields(MaskFields):
    """A polygon with a name."""

    name: Label


class FaceFields(Body):
    """Where faces and motion are looked for, and from what size on."""

    masks: Annotated[tuple[MaskFields, ...], Field(max_length=MOST_AREAS)] = ()
    zones: Annotated[tuple[ZoneFields, ...], Field(max_length=MOST_AREAS)] = ()
    least_face_px: Annotated[int, Field(ge=20, le=1000, description="Smaller side of a face in the picture.")] = (
        _FACES.least_face_px
    )

    @model_validator(mode="after")
    def _within(self) -> Self:
        if len(self.masks) + len(self.zones) > MOST_AREAS:
            message = "a camera has at most {most} masks and zones together"
            raise PydanticCustomError("areas", message, {"most": MOST_AREAS})
        names = [zone.name.casefold() for zone in self.zones]
        if len(set(names)) < len(names):
            raise PydanticCustomError("zones", "two zones have the same name")
        return self
