"""Images that disagree with their person: the usual cause is somebody else's photograph among them, or a poor one."""

from collections.abc import Iterable

from wallflower.faces.engine import MatchProfile
from wallflower.faces.library import Standing
from wallflower.wire_library import Outlier, OutlierReason


def outliers(profile: MatchProfile, standings: Iterable[Standing]) -> list[Outlier]:
    """Return the faces that disagree, the worst first.

    A face disagrees when it is at least as like another person as its own, from the profile's floor on, or when it is
    less like its own person's other images than `maybe`. A person's only image disagrees when it would be taken for
    somebody else.
    """
    found = [outlier for standing in standings if (outlier := _judge(profile, standing)) is not None]
    return sorted(found, key=lambda outlier: (outlier.lead, outlier.face_id))


def _judge(profile: MatchProfile, standing: Standing) -> Outlier | None:
    other = standing.other or 0.0
    floor = profile.maybe - profile.margin
    if standing.own is None:
        reason = OutlierReason.LIKE_ANOTHER if other >= profile.accept else None
    elif other >= max(standing.own, floor):
        reason = OutlierReason.LIKE_ANOTHER
    else:
        reason = OutlierReason.UNLIKE_OWN if standing.own < profile.maybe else None
    if reason is None:
        return None
    return Outlier(
        face_id=standing.face_id,
        person_id=standing.person_id,
        reason=reason,
        own=standing.own,
        other=standing.other,
        other_person_id=standing.other_person_id if reason is OutlierReason.LIKE_ANOTHER else None,
        lead=(standing.own or 0.0) - other,
    )
