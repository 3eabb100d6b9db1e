"""Polygons in parts of a picture's width and height: whether they are sound, and what lies in them."""

from collections.abc import Sequence

from wallflower.wire_options import Point

# Less than this part of the picture is a line, or a slip of the hand.
LEAST_AREA = 1e-5


def flaw_of(points: Sequence[Point]) -> str | None:
    """Return what is wrong with a polygon, if anything: its sides must not cross or touch, and it has an area."""
    count = len(points)
    area = sum(
        first.x * second.y - second.x * first.y for first, second in zip(points, (*points[1:], points[0]), strict=True)
    )
    for number in range(count):
        for other in range(number + 1, count):
            if other - number in (1, count - 1):
                continue  # sides that share a corner
            if _cross(points[number], points[(number + 1) % count], points[other], points[(other + 1) % count]):
                return "its sides cross: give the corners in the order in which they are joined"
    return "it has no area" if abs(area) / 2 < LEAST_AREA else None


def holds(points: Sequence[Point], x: float, y: float) -> bool:
    """Return whether a place lies in a polygon: a ray from it to the right crosses its sides an odd number of times."""
    inside = False
    for first, second in zip(points, (*points[1:], points[0]), strict=True):
        if (first.y > y) != (second.y > y) and x < first.x + (y - first.y) / (second.y - first.y) * (
            second.x - first.x
        ):
            inside = not inside
    return inside


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Return whether two sides meet anywhere."""
    first, second = _turn(a, b, c), _turn(a, b, d)
    third, fourth = _turn(c, d, a), _turn(c, d, b)
    if first * second < 0 and third * fourth < 0:
        return True
    ends = ((first, a, b, c), (second, a, b, d), (third, c, d, a), (fourth, c, d, b))
    return any(turn == 0 and _between(start, end, point) for turn, start, end, point in ends)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)


def _between(start: Point, end: Point, point: Point) -> bool:
    across = min(start.x, end.x) <= point.x <= max(start.x, end.x)
    return across and min(start.y, end.y) <= point.y <= max(start.y, end.y)
