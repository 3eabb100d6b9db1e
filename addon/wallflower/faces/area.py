"""Rectangles in parts of a picture's width and height, whatever its size."""

from dataclasses import dataclass

from wallflower.faces.engine import Box


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; 0 is the left or upper edge of the picture, 1 the other one, and it may reach beyond both."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def of(cls, box: Box, width: int, height: int) -> Area:
        """Return where a box is in a picture of this size."""
        return cls(box.x / width, box.y / height, (box.x + box.width) / width, (box.y + box.height) / height)

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def moved(self, across: float, down: float) -> Area:
        """Return it at another place."""
        return Area(self.left + across, self.top + down, self.right + across, self.bottom + down)

    def joined(self, other: Area) -> Area:
        """Return the smallest that holds both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Area(left, top, max(self.right, other.right), max(self.bottom, other.bottom))

    def grown(self, part: float) -> Area:
        """Return it larger by this part of its size on every side."""
        across, down = self.width * part, self.height * part
        return Area(self.left - across, self.top - down, self.right + across, self.bottom + down)

    def distance(self, other: Area) -> float:
        """Return how far the middles are apart, across or down, in sizes of the larger one."""
        (across, down), (other_across, other_down) = self.middle, other.middle
        wide, high = max(self.width, other.width, 1e-6), max(self.height, other.height, 1e-6)
        return max(abs(across - other_across) / wide, abs(down - other_down) / high)
