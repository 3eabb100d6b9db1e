"""Which provisional speakers are probably one: proposals for a user, never a change by itself."""

from collections.abc import Sequence

import numpy as np

from wallflower.store.speakers import Proposal
from wallflower.voices.engine import Vector, VoiceProfile

MOST_SPEAKERS = 300
MOST_PRINTS = 50


def proposals(prints: Sequence[tuple[int, Vector]], profile: VoiceProfile) -> list[Proposal]:
    """Return pairs that average-linkage clustering joins, each with the lowest ids of what it joined.

    Two clusters are as alike as all their prints are to each other on average.
    """
    kept: dict[int, list[Vector]] = {}
    for speaker_id, embedding in reversed(prints):
        if speaker_id in kept or len(kept) < MOST_SPEAKERS:
            kept.setdefault(speaker_id, []).append(embedding)
    ids = sorted(kept)
    counts = np.array([len(kept[key][:MOST_PRINTS]) for key in ids], np.float64)
    sums = np.stack([np.sum(kept[key][:MOST_PRINTS], axis=0) for key in ids]) if ids else np.zeros((0, 1))
    at_least = (profile.same + profile.other) / 2
    found: list[Proposal] = []
    while len(ids) > 1:
        alike = (sums @ sums.T) / np.outer(counts, counts)
        np.fill_diagonal(alike, -1)
        first, second = sorted(divmod(int(alike.argmax()), len(ids)))
        score = float(alike[first, second])
        if score < at_least:
            break
        count = int(counts[first] + counts[second])
        found.append(Proposal(speaker_id=ids[first], other_id=ids[second], score=min(1.0, score), count=count))
        sums[first] += sums[second]
        counts[first] += counts[second]
        sums, counts = np.delete(sums, second, axis=0), np.delete(counts, second)
        del ids[second]
    return found
