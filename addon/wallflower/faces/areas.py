"""Polygons in a camera's picture: masks, where nothing is looked for, and zones, which have names.

Points are parts of the picture's width and height, 0 to 1, so that they hold for every stream of a camera.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from wallflower.faces.engine import Box
from wallflower.faces.polygons import holds
from wallflower.wire_options import FaceOptions


class Areas:
    """The masks and zones of one camera."""

    def __init__(self, options: FaceOptions) -> None:
        """Take them from the camera's settings."""
        self.least_face_px = options.least_face_px
        self._masks = tuple(mask.points for mask in options.masks)
        self._zones = tuple((zone.name, zone.points) for zone in options.zones)

    def zones_of(self, box: Box, width: int, height: int) -> tuple[str, ...] | None:
        """Return the zones that the middle of a face lies in; None when a mask covers it.

        `width` and `height` are those of the picture in pixels.
        """
        x, y = (box.x + box.width / 2) / max(1, width), (box.y + box.height / 2) / max(1, height)
        if any(holds(mask, x, y) for mask in self._masks):
            return None
        return tuple(name for name, points in self._zones if holds(points, x, y))

    def open_cells(self, columns: int, rows: int) -> NDArray[np.bool_] | None:
        """Return which cells of a picture cut into columns and rows no mask touches; None when there are no masks."""
        if not self._masks:
            return None
        # Drawn larger and averaged, so that a cell counts as masked when any of it is.
        factor = 8
        drawn = np.zeros((rows * factor, columns * factor), np.uint8)
        for points in self._masks:
            corners = [(round(point.x * columns * factor), round(point.y * rows * factor)) for point in points]
            cv2.fillPoly(drawn, [np.array(corners, np.int32)], 1)
        touched = drawn.reshape(rows, factor, columns, factor).max(axis=(1, 3))
        return np.asarray(touched == 0)
