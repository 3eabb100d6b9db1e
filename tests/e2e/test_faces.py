"""Who comes by, seen by a real camera at 1080p: photographs that move, grow, are noised and darkened."""

from pathlib import Path

import pytest

from tests.support.stays import KNOWN, RIGHT, STRANGER, WIDTHS, observe
from tests.unit.faces.conftest import TESTDATA

LONGEST_S = 480.0
PHOTOGRAPHS = TESTDATA / "faces"


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.timeout(1800)
async def test_the_enrolled_is_known_the_other_unknown_and_each_stay_one_visit(tmp_path: Path) -> None:
    if not all((PHOTOGRAPHS / f"{name}.jpg").is_file() for name in WIDTHS):
        pytest.skip("the shared photographs are absent: set WALLFLOWER_TESTDATA")
    stays = await observe(
        tmp_path, PHOTOGRAPHS, lambda stays: all(len(stays.ended(who)) >= 2 for who in RIGHT), LONGEST_S
    )
    assert {change["visit"]["name"] for who, change in stays.told if who == STRANGER} == {None}
    assert {change["visit"]["name"] for who, change in stays.told if who == KNOWN} <= {RIGHT[KNOWN][0], None}
    for who, (_, verdict) in RIGHT.items():
        assert [visit["verdict"] for visit in stays.ended(who)] == [verdict] * len(stays.ended(who))
        rounds = stays.rounds(who)
        assert rounds == pytest.approx(range(len(rounds)), abs=0.3)
    assert set(stays.starts.values()) == {1}
