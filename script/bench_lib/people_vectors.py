"""What is done with embeddings alone, in processor time: other work on the machine does not count."""

import statistics
import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from bench_lib.report import Figure
from wallflower.faces.gallery import Gallery
from wallflower.faces.groups import group
from wallflower.faces.insightface_engine import profile_for
from wallflower.store.people import GalleryRow

DIMENSION = 512
PROFILE = profile_for("buffalo_l", DIMENSION)
EMBEDDINGS, PEOPLE = 10_000, 500
MATCHES = 400
UNKNOWN, STRANGERS = 5_000, 200


def gallery() -> Iterator[Figure]:
    """Match faces with ten thousand enrolled embeddings, beside the bare product of matrix and vector."""
    rows, whose = _crowd(EMBEDDINGS, PEOPLE)
    enrolled = Gallery(PROFILE, [GalleryRow(str(person), row) for person, row in zip(whose, rows, strict=True)])
    asked, wanted = _crowd(MATCHES, PEOPLE)
    matrix, product_ms = rows.copy(), []
    took_ms, right = [], 0
    for person, row in zip(wanted, asked, strict=True):
        began_s = time.thread_time()
        match = enrolled.match(row)
        took_ms.append(1000 * (time.thread_time() - began_s))
        right += match.person_id == str(person)
        began_s = time.thread_time()
        _ = matrix @ row
        product_ms.append(1000 * (time.thread_time() - began_s))
    yield Figure(
        name="people.gallery_match_10000x512",
        value=round(statistics.median(took_ms), 3),
        unit="ms",
        target=0.6,
        peer_value=round(statistics.median(product_ms), 3),
    )
    yield Figure(name="people.gallery_match_worst_of_100", value=round(sorted(took_ms)[-4], 3), unit="ms")
    yield Figure(name="people.gallery_matches_wrong", value=MATCHES - right, unit="1", target=0)


def groups() -> Iterator[Figure]:
    """Sort five thousand faces of two hundred people."""
    rows, whose = _crowd(UNKNOWN, STRANGERS)
    began_s = time.thread_time()
    found = group(PROFILE, rows)
    took_s = time.thread_time() - began_s
    mixed = sum(len({int(whose[number]) for number in numbers}) > 1 for numbers in found)
    yield Figure(name="people.groups_5000x512", value=round(took_s, 2), unit="s", target=3.0)
    yield Figure(name="people.groups_of_several_people", value=mixed, unit="1", target=0)
    yield Figure(name="people.groups_found_of_200", value=len(found), unit="1")


def _crowd(count: int, people: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return faces of people whose cosine to another face of the same person is about 0.55."""
    middles = np.random.default_rng(1).standard_normal((people, DIMENSION))
    random = np.random.default_rng(count)
    whose = random.integers(0, people, count)
    rows = middles[whose] + 0.9 * random.standard_normal((count, DIMENSION))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float32), whose
