"""What is done about a backlog: in order, step by step, never back and forth."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.speech.pressure import (
    KEPT_TOTAL_S,
    KEPT_URGENT_S,
    LIMITS,
    SETTLING_WINDOWS,
    Effort,
    Load,
    Pressure,
    judge,
    to_drop_s,
    to_spill_s,
)

seconds = st.floats(0, 500_000)
loads = st.builds(Load, live_s=seconds, normal_s=seconds, later_s=seconds, rtf=st.floats(0.001, 20))
pressures = st.builds(Pressure, effort=st.sampled_from(Effort), windows=st.integers(0, 10))


def settle(load: Load, before: Pressure | None = None) -> list[Effort]:
    """Return the efforts under a load that does not change."""
    efforts = [(before or Pressure()).effort]
    pressure = before or Pressure()
    for _ in range(20):
        pressure = judge(Pressure(effort=pressure.effort, windows=pressure.windows + SETTLING_WINDOWS), load)
        efforts.append(pressure.effort)
    return efforts


@given(pressures, loads)
def test_a_step_is_at_most_one(before: Pressure, load: Load) -> None:
    assert abs(judge(before, load).effort - before.effort) <= 1


@given(loads, pressures)
def test_a_load_that_stays_leads_to_one_effort_and_only_in_one_direction(load: Load, before: Pressure) -> None:
    efforts = settle(load, before)
    steps = {after - earlier for earlier, after in pairwise(efforts)} - {0}
    assert len(steps) <= 1
    assert len(set(efforts[-5:])) == 1


@given(loads, loads)
def test_more_work_never_means_less_effort(first: Load, second: Load) -> None:
    less, more = sorted((first, second), key=lambda load: load.total_work_s)
    if less.urgent_work_s <= more.urgent_work_s:
        assert settle(less)[-1] <= settle(more)[-1]


@given(st.sampled_from([effort for effort in Effort if effort]))
def test_an_effort_ends_well_below_where_it_begins(effort: Effort) -> None:
    assert 0 < LIMITS[effort].end_share < 0.9


@given(pressures, loads)
def test_nothing_is_dropped_before_all_else_was_tried(before: Pressure, load: Load) -> None:
    if to_drop_s(before.effort, load) > 0:
        assert before.effort is Effort.DROPPING
    if to_spill_s(before.effort, load) > 0:
        assert before.effort >= Effort.SPILLING


@given(loads)
def test_what_gives_way_is_ordinary_and_what_is_dropped_the_least_urgent(load: Load) -> None:
    assert 0 <= to_spill_s(Effort.DROPPING, load) <= load.normal_s
    assert 0 <= to_drop_s(Effort.DROPPING, load) <= load.later_s
    left = load.urgent_work_s - to_spill_s(Effort.SPILLING, load) * load.rtf
    assert left >= min(load.urgent_work_s, KEPT_URGENT_S) - 1e-6 * max(1.0, load.urgent_work_s)
    kept = load.total_work_s - to_drop_s(Effort.DROPPING, load) * load.rtf
    assert kept >= min(load.total_work_s, KEPT_TOTAL_S) - 1e-6 * max(1.0, load.total_work_s)


@pytest.mark.parametrize(
    ("load", "effort"),
    [
        (Load(normal_s=5, rtf=1.0), Effort.CAREFUL),
        (Load(normal_s=100, rtf=0.05), Effort.CAREFUL),
        (Load(normal_s=10, rtf=1.0), Effort.PACKED),
        (Load(later_s=3_000, rtf=0.2), Effort.PACKED),
        (Load(normal_s=1_000, rtf=0.2), Effort.QUICK),
        (Load(live_s=1_000, normal_s=3_000, rtf=0.2), Effort.SPILLING),
        (Load(later_s=1_000_000, rtf=0.05), Effort.QUICK),
        (Load(later_s=2_000_000, rtf=0.05), Effort.DROPPING),
    ],
)
def test_the_effort_for_a_load(load: Load, effort: Effort) -> None:
    assert settle(load)[-1] is effort


def test_a_new_effort_is_given_time_to_show_its_effect() -> None:
    load = Load(normal_s=10_000, rtf=1.0)
    first = judge(Pressure(), load)
    assert first.effort is Effort.PACKED
    assert judge(first, load) == first
    assert judge(Pressure(effort=Effort.PACKED, windows=SETTLING_WINDOWS), load).effort is Effort.QUICK
