"""Sorts the visits of people who are not known into groups, and compares them again when somebody got a name."""

from dataclasses import dataclass

import numpy as np

from wallflower.faces.engine import MatchProfile
from wallflower.faces.gallery import Gallery
from wallflower.faces.groups import MOST_FACES, group
from wallflower.faces.quality import RECOGNITION_QUALITY
from wallflower.faces.verdict import AGREEING
from wallflower.store.people import People
from wallflower.store.strangers import StrangerFace, Strangers
from wallflower.wire_library import FaceGroup

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RematchStep:
    """What became of some visits: go on behind the id `after`; `left` of them wait, and `named` are somebody now."""

    after: int
    compared: int
    left: int
    named: tuple[int, ...]


class StrangerSorter:
    """Blocks; used by one thread at a time."""

    def __init__(self, strangers: Strangers, people: People) -> None:
        """Sort these, and compare with those."""
        self._strangers = strangers
        self._people = people
        self._sorted: tuple[MatchProfile, tuple[int, ...], list[FaceGroup]] | None = None

    def groups(self, profile: MatchProfile) -> list[FaceGroup]:
        """Return the groups of two and more visits, the largest first; of more than `MOST_FACES`, the newest."""
        faces = self._strangers.unknown(
            profile.engine, profile.model, least_quality=RECOGNITION_QUALITY, limit=MOST_FACES
        )
        usable = [face for face in faces if face.embedding.size == profile.dimension]
        ids = tuple(face.visit_id for face in usable)
        if self._sorted is not None and self._sorted[:2] == (profile, ids):
            return self._sorted[2]
        members = group(profile, np.stack([face.embedding for face in usable])) if usable else []
        found = [_group([usable[number] for number in numbers]) for numbers in members if len(numbers) > 1]
        self._sorted = profile, ids, found
        return found

    def rematch(self, profile: MatchProfile, after: int) -> RematchStep:
        """Compare the next visits that recognition does not know and no user decided about, and name whom it knows.

        Only the best sighting is kept, so it has to do alone what several do in front of a camera: full score, full
        margin, and good enough to vote, of a visit that was seen often enough.
        """
        own = (profile.engine, profile.model)
        gallery = Gallery(profile, self._people.gallery(*own), self._people.rejected(*own))
        faces = self._strangers.undecided(profile.engine, profile.model, after=after, limit=AT_ONCE)
        named = tuple(face.visit_id for face in faces if self._name(gallery, face))
        last = faces[-1].visit_id if faces else after
        left = len(self._strangers.undecided(profile.engine, profile.model, after=last, limit=1)) if faces else 0
        return RematchStep(after=last, compared=len(faces), left=left, named=named)

    def _name(self, gallery: Gallery, face: StrangerFace) -> bool:
        profile = gallery.profile
        good = face.sightings >= AGREEING and face.quality >= RECOGNITION_QUALITY
        if not good or face.embedding.size != profile.dimension:
            return False
        match = gallery.match(face.embedding)
        if match.person_id is None or match.score < profile.accept or match.margin < profile.margin:
            return False
        return self._strangers.recognise(face.visit_id, match.person_id, match.score, match.margin)


def _group(faces: list[StrangerFace]) -> FaceGroup:
    return FaceGroup(
        cover_visit_id=max(faces, key=lambda face: (face.quality, face.visit_id)).visit_id,
        visit_ids=tuple(face.visit_id for face in faces),
        count=len(faces),
        first_seen_ms=min(face.start_ms for face in faces),
        last_seen_ms=max(face.last_seen_ms for face in faces),
        camera_ids=tuple(sorted({face.camera_id for face in faces})),
    )
