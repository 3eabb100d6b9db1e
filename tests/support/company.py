"""A voice without a name before a camera, and who is in view meanwhile."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tests.support.visits import STAY
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.company import LEAST_LINES, Company
from wallflower.store.database import Database
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.people import People
from wallflower.store.speakers import Speakers
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.store.visits import Visits
from wallflower.store.voicing import NewPrint, Voicing
from wallflower.wire import Verdict
from wallflower.wire_voices import Suggestion

MINUTE_MS = 60_000
LINE_MS = 3_000


@dataclass(slots=True)
class Scene:
    """One voice without a name before one camera: each line is said in a minute of its own."""

    database: Database
    ann: str
    bob: str
    speaker_id: int = 0
    at_ms: int = 0

    def say(self, *in_view: str | Verdict, camera_id: str = "door", from_ms: int = -10_000, to_ms: int = 10_000) -> int:
        """Let the voice speak while these are in view, around the line by default; return the line's beginning."""
        self.at_ms += MINUTE_MS
        for who in in_view:
            self.see(who, self.at_ms + from_ms, self.at_ms + LINE_MS + to_ms, camera_id)
        queue = Utterances(self.database)
        queue.add(NewUtterance(camera_id="door", start_ms=self.at_ms, end_ms=self.at_ms + LINE_MS))
        (claim,) = queue.claim(1)
        line = NewLine(start_ms=self.at_ms, end_ms=self.at_ms + LINE_MS, text="a word")
        queue.finish(claim.id, [line], Hearer(engine="e", model="m"))
        print_of = NewPrint(
            start_ms=self.at_ms,
            end_ms=self.at_ms + LINE_MS,
            engine="v",
            model="m",
            embedding=np.ones(4, np.float32),
            seconds=3.0,
            speaker_id=self.speaker_id or None,
            is_new=self.speaker_id == 0,
        )
        (speaker_id,) = Voicing(self.database).settle(claim.id, [print_of]).speaker_ids
        assert speaker_id is not None
        self.speaker_id = speaker_id
        return self.at_ms

    def see(self, who: str | Verdict, start_ms: int, end_ms: int, camera_id: str = "door") -> int:
        """Let somebody be in view; return the visit."""
        known: dict[str, Any] = {"verdict": Verdict.KNOWN, "person_id": who}
        if isinstance(who, Verdict):
            known = {"verdict": who}
        state = replace(STAY, camera_id=camera_id, start_ms=start_ms, last_seen_ms=end_ms, **known)
        visits = Visits(self.database)
        return visits.update(visits.open(state).id, state, end_ms=end_ms + 5_000).id

    def proposed(self) -> list[Suggestion]:
        """Weigh what was said, and return what is proposed."""
        company = Company(self.database)
        for speaker_id in company.speakers(0):
            company.weigh(speaker_id)
        return list(Speakers(self.database).suggestions().suggestions)

    def counts(self) -> list[tuple[str | None, int, int]]:
        """Return the same as person, lines for and lines against."""
        return [(each.person_id, each.count, each.against) for each in self.proposed()]


def make_scene(database: Database) -> Scene:
    """Return a scene with the cameras `door` and `yard`, and two people."""
    for name in ("door", "yard"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    people = People(database)
    return Scene(database, people.create("Ann").id, people.create("Bob").id)


def again(scene: Scene, *in_view: str | Verdict, times: int = LEAST_LINES) -> None:
    """Let the voice speak so many times while these are in view."""
    for _ in range(times):
        scene.say(*in_view)
