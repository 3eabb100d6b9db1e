"""Whose a voice may be that is heard while only one person is in view: counted, proposed, never named."""

import pytest

from tests.support.company import LINE_MS, MINUTE_MS, Scene, again, make_scene
from wallflower.store.company import EDGE_MS, LEAST_LINES, Company
from wallflower.store.database import Database
from wallflower.store.labels import Labels
from wallflower.store.people import People
from wallflower.store.speakers import Proposal, Speakers
from wallflower.store.transcripts import Transcripts
from wallflower.wire import Verdict
from wallflower.wire_voices import SuggestionKind


@pytest.fixture
def scene(database: Database) -> Scene:
    return make_scene(database)


def test_who_is_alone_in_view_again_and_again_is_proposed_and_not_named(scene: Scene) -> None:
    again(scene, scene.ann, times=LEAST_LINES - 1)
    assert scene.proposed() == []
    scene.say(scene.ann)
    (suggestion,) = scene.proposed()
    assert (suggestion.kind, suggestion.speaker_id) == (SuggestionKind.PERSON, scene.speaker_id)
    assert (suggestion.person_id, suggestion.count, suggestion.against, suggestion.score) == (scene.ann, 5, 0, 1.0)
    lines = Transcripts(scene.database).lines("door", 0, 1 << 42)
    assert {line.speaker for line in lines} == {None}


def test_lines_while_only_others_are_in_view_count_against(scene: Scene) -> None:
    again(scene, scene.ann, times=8)
    scene.say(scene.bob)
    scene.say(Verdict.UNKNOWN)
    assert scene.counts() == [(scene.ann, 8, 2)]
    scene.say(scene.bob, Verdict.UNKNOWN)
    assert scene.counts() == []
    again(scene, scene.ann, times=4)
    assert scene.counts() == [(scene.ann, 12, 3)]


def test_several_in_view_or_somebody_who_may_be_anybody_count_for_nobody(scene: Scene) -> None:
    again(scene, scene.ann, scene.bob)
    again(scene, scene.ann, Verdict.UNKNOWN)
    again(scene, scene.ann, Verdict.UNSURE)
    again(scene, Verdict.UNSURE)
    again(scene)
    assert scene.counts() == []
    again(scene, scene.ann)
    assert scene.counts() == [(scene.ann, LEAST_LINES, 0)]


def test_who_was_in_view_elsewhere_or_at_another_time_is_not_in_view(scene: Scene) -> None:
    for _ in range(LEAST_LINES):
        scene.say(scene.ann, camera_id="yard")
        scene.say(scene.ann, from_ms=-20_000, to_ms=-LINE_MS - EDGE_MS - 1)
        scene.say(scene.ann, from_ms=-20_000, to_ms=-2_000)
    assert scene.counts() == []


def test_one_long_visit_is_not_again_and_again(scene: Scene) -> None:
    scene.see(scene.ann, 0, 100 * MINUTE_MS)
    again(scene, times=20)
    assert scene.counts() == []


def test_who_just_left_makes_it_doubtful(scene: Scene) -> None:
    for _ in range(LEAST_LINES):
        at_ms = scene.at_ms + MINUTE_MS
        scene.see(scene.bob, at_ms - 20_000, at_ms - 1_000)
        scene.say(scene.ann)
    assert scene.counts() == []


def test_a_proposal_keeps_its_id_while_its_counts_grow(scene: Scene) -> None:
    again(scene, scene.ann)
    (before,) = scene.proposed()
    scene.say(scene.ann)
    (after,) = scene.proposed()
    assert (after.id, after.count) == (before.id, before.count + 1)


def test_what_was_dismissed_is_not_proposed_again(scene: Scene) -> None:
    again(scene, scene.ann)
    speakers = Speakers(scene.database)
    speakers.dismiss(scene.proposed()[0].id)
    again(scene, scene.ann)
    assert scene.proposed() == []
    speakers.propose([])
    assert scene.proposed() == []


def test_a_voice_that_was_said_not_to_be_somebodys_is_not_proposed_as_theirs(scene: Scene) -> None:
    again(scene, scene.ann)
    (line, *_) = Transcripts(scene.database).lines("door", 0, 1 << 42)
    Labels(scene.database, lambda _px, _parts: None).reject_line(line.id, scene.ann)
    assert scene.proposed() == []


def test_a_label_of_a_visit_changes_what_is_proposed(scene: Scene) -> None:
    again(scene, scene.ann)
    assert len(scene.proposed()) == 1
    visit_ids = list(range(1, LEAST_LINES + 1))
    Labels(scene.database, lambda _px, _parts: None).assign_visits(visit_ids, scene.bob)
    assert scene.counts() == [(scene.bob, LEAST_LINES, 0)]


def test_people_and_speakers_who_go_take_what_was_proposed(scene: Scene) -> None:
    again(scene, scene.ann)
    assert len(scene.proposed()) == 1
    People(scene.database).delete(scene.ann)
    assert scene.proposed() == []
    again(scene, scene.bob, times=25)
    assert len(scene.proposed()) == 1
    Speakers(scene.database).name(scene.speaker_id, scene.bob)
    assert scene.proposed() == []


def test_only_speakers_heard_since_an_instant_are_looked_at(scene: Scene) -> None:
    again(scene, times=2)
    company = Company(scene.database)
    assert company.speakers(scene.at_ms) == (scene.speaker_id,)
    assert company.speakers(scene.at_ms + LINE_MS + 1) == ()


def test_proposals_come_in_pages_the_most_certain_first(scene: Scene) -> None:
    numbers = []
    for _ in range(4):
        scene.speaker_id = 0
        again(scene, times=2)
        numbers.append(scene.speaker_id)
    speakers = Speakers(scene.database)
    scores = {(0, 1): 0.9, (0, 2): 0.8123, (1, 2): 0.9, (2, 3): 0.8123, (0, 3): 0.7}
    speakers.propose(
        [
            Proposal(speaker_id=numbers[one], other_id=numbers[other], score=score, count=8)
            for (one, other), score in scores.items()
        ]
    )
    whole = speakers.suggestions()
    assert [each.score for each in whole.suggestions] == [0.9, 0.9, 0.8123, 0.8123, 0.7]
    assert whole.cursor is None
    found, cursor = list(speakers.suggestions(limit=2).suggestions), speakers.suggestions(limit=2).cursor
    while cursor is not None:
        page = speakers.suggestions(limit=2, cursor=cursor)
        found, cursor = found + list(page.suggestions), page.cursor
    assert found == list(whole.suggestions)
