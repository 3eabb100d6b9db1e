"""Still pictures of cameras, which the analysis process makes: it has the codecs."""

import base64
import binascii
from dataclasses import dataclass, field
from typing import Literal

from wallflower.cameras.registry import Link
from wallflower.errors import UnavailableError

TIMEOUT_S = 10.0
BLUR_TIMEOUT_S = 40.0
MEDIA_TYPE = "image/jpeg"


type Blur = Literal["all", "unknown"]


@dataclass(frozen=True, slots=True)
class Still:
    """A JPEG and the UTC instant it shows."""

    at_ms: int
    jpeg: bytes = field(repr=False)


async def take_still(
    analysis: Link, camera_id: str, at_ms: int | None, width: int | None, blur: Blur | None = None
) -> Still:
    """Return the picture of an instant, of now for None; raise `NotFoundError` if there is none.

    With `blur` all faces in it are made unrecognisable, or those of unknown people; raise `UnavailableError`,
    `ModelMissingError` when nobody can look for them.
    """
    params = {"camera_id": camera_id, "at_ms": at_ms, "width": width} | ({"blur": blur} if blur else {})
    answer = await analysis.call("snapshot", params, timeout_s=BLUR_TIMEOUT_S if blur else TIMEOUT_S)
    try:
        return Still(int(answer["at_ms"]), base64.b64decode(answer["jpeg"], validate=True))
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise UnavailableError("the picture could not be made: try again") from error
