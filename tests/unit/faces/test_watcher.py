"""From a camera's fragments to visits, with the real decoder, the real engine and a real database."""

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.support.visits import STAY
from tests.support.waiting import until
from wallflower.errors import ImageError, ModelMissingError, UnavailableError
from wallflower.faces.analysis import AnalysedImage, analyse
from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.engine import Rgb
from wallflower.faces.enrolment import new_face
from wallflower.faces.gallery import Gallery
from wallflower.faces.watch import CameraWatch
from wallflower.faces.watcher import Watcher
from wallflower.media.fragment import Fragment
from wallflower.media.picture import Reduced, decode_image, decode_reduced, encode_jpeg
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.visits import VisitFilter, Visits
from wallflower.wire import Phase, Verdict, Visit, VisitChange

from .conftest import Film, Photograph, scene


class House:
    """A watcher over two cameras, and what it told."""

    def __init__(self, database: Database) -> None:
        for camera_id in ("cam", "yard"):
            Cameras(database).create(CameraRow(id=camera_id, name=camera_id, url="rtsp://x", created_ms=1))
        self.people = People(database)
        self.visits = Visits(database)
        self.changes: list[VisitChange] = []
        self.failure: Exception | None = None
        self.watcher = Watcher(self._analyse, self.people, self.visits, self.changes.append)

    async def _analyse(self, rgb: Rgb) -> AnalysedImage:
        if self.failure is not None:
            raise self.failure
        return await asyncio.to_thread(analyse, "dlib", Path("unused"), rgb)

    async def enrol(self, name: str, picture: bytes) -> str:
        person = self.people.create(name)
        self.people.add_face(person.id, new_face(await self.watcher.analyse_image(picture)))
        await self.watcher.reload_people()
        return person.id

    async def show(self, fragments: list[Fragment]) -> None:
        """Feed fragments as fast as they can be worked off."""
        for fragment in fragments:
            before = self.watcher.counts.looked
            await self.watcher.on_fragment(fragment)
            if fragment.is_key:
                await until(partial(self._is_done, before))

    def _is_done(self, looked_before: int) -> bool:
        counts = self.watcher.counts
        return (
            counts.looked > looked_before and counts.picked == counts.analysed + counts.dropped_pictures + counts.failed
        )

    @property
    def stored(self) -> tuple[Visit, ...]:
        return self.visits.list(VisitFilter()).visits


@pytest.fixture
async def house(database: Database) -> AsyncIterator[House]:
    house = House(database)
    yield house
    await house.watcher.close()


def door(portrait: Rgb | None, step: int, *, move: int = 0, of_px: int = 90) -> Rgb:
    """Return a 360p picture with somebody's face of 80 pixels who moves `move` pixels a step."""
    return scene(portrait, 100 + move * step, face_px=80, of_px=of_px, seed=step, height=360)


def passing_by(portrait: Rgb, of_px: int) -> list[Rgb]:
    """Return a picture a second: an empty wall, somebody crosses it in eight seconds, an empty wall again."""
    return [
        *(door(None, step) for step in range(3)),
        *(door(portrait, step, move=40, of_px=of_px) for step in range(8)),
        *(door(None, step) for step in range(14)),
    ]


async def test_an_unknown_person_passing_by_is_one_unknown_visit(house: House, astronaut: Rgb, film: Film) -> None:
    await house.show(film(passing_by(astronaut, 90)))
    assert [change.phase for change in house.changes if change.phase is not Phase.UPDATED] == [
        Phase.STARTED,
        Phase.ENDED,
    ]
    (visit,) = house.stored
    assert (visit.verdict, visit.person_id, visit.camera_id) == (Verdict.UNKNOWN, None, "cam")
    assert visit.start_ms == pytest.approx(1_003_000, abs=1000)
    assert visit.end_ms == pytest.approx(1_010_000, abs=1000)
    assert visit.sightings >= 6
    assert house.visits.image(visit.id).startswith(b"\xff\xd8")


@pytest.mark.shared
async def test_people_are_known_from_one_other_photograph_and_nobody_else_is_named(
    house: House, photograph: Photograph, photograph_file: Callable[[str], Path], film: Film
) -> None:
    person_id = await house.enrol("Somebody", photograph_file("obama").read_bytes())
    await house.show(film(passing_by(photograph("obama2"), 280)))
    (visit,) = house.stored
    assert (visit.verdict, visit.person_id, visit.name) == (Verdict.KNOWN, person_id, "Somebody")
    assert visit.score > 0.55
    assert house.people.get(person_id).last_camera_id == "cam"
    assert all(change.visit.name in {None, "Somebody"} for change in house.changes)

    await house.show(film(passing_by(photograph("biden"), 320), start_ms=2_000_000))
    newest = house.stored[0]
    assert (newest.verdict, newest.person_id, newest.name) == (Verdict.UNKNOWN, None, None)
    assert len(house.stored) == 2


@pytest.mark.shared
async def test_dark_and_noisy_pictures_of_a_known_person_never_give_a_wrong_name(
    house: House, photograph: Photograph, photograph_file: Callable[[str], Path], astronaut: Rgb, film: Film
) -> None:
    other = await house.enrol("Other", photograph_file("biden").read_bytes())
    right = await house.enrol("Right", encode_jpeg(astronaut))
    rng = np.random.default_rng(5)
    frames = [
        (cv2.convertScaleAbs(frame, alpha=0.45) + rng.normal(0, 8, frame.shape)).clip(0, 255).astype(np.uint8)
        for frame in passing_by(photograph("obama2"), 280) + passing_by(astronaut, 90)
    ]
    await house.show(film(frames))
    assert {visit.person_id for visit in house.stored} <= {None, right}
    assert other not in {change.visit.person_id for change in house.changes}
    assert house.stored[0].person_id == right


async def test_somebody_who_stands_still_is_one_visit_until_they_leave(
    house: House, astronaut: Rgb, film: Film
) -> None:
    still = [door(astronaut, step) for step in range(25)]
    await house.show(film([*still, *(door(None, step) for step in range(14))]))
    (visit,) = house.stored
    assert visit.end_ms is not None
    assert visit.end_ms - visit.start_ms > 21_000
    # Without motion only every other second is analysed.
    assert house.watcher.counts.analysed < 30


async def test_an_empty_scene_costs_no_analysis(house: House, film: Film) -> None:
    await house.show(film(door(None, step) for step in range(20)))
    counts = house.watcher.counts
    assert counts.looked == 20
    assert counts.analysed <= 7  # the first picture counts as motion, for five seconds
    assert house.changes == []


async def test_rare_keyframes_do_not_split_a_visit(house: House, astronaut: Rgb, film: Film) -> None:
    # One every twelve seconds, and in the third one nobody is to be seen.
    pictures = [door(None if 24 <= step < 36 else astronaut, step, move=5) for step in range(61)]
    await house.show(film(pictures, keyframe_every=12))
    await house.watcher.close()
    assert len(house.stored) == 1
    assert house.stored[0].end_ms == 1_060_000


async def test_enrolling_names_the_visit_that_is_under_way(house: House, astronaut: Rgb, film: Film) -> None:
    pictures = [door(astronaut, step, move=20) for step in range(12)]
    fragments = film(pictures)
    await house.show(fragments[: len(fragments) // 2])
    assert house.changes[-1].visit.verdict is Verdict.UNKNOWN
    person_id = await house.enrol("Ada", encode_jpeg(astronaut))
    await house.show(fragments[len(fragments) // 2 :])
    assert [(change.phase, change.visit.person_id) for change in house.changes[-1:]] == [(Phase.UPDATED, person_id)]
    assert len(house.stored) == 1


async def test_close_ends_open_visits(house: House, astronaut: Rgb, film: Film) -> None:
    await house.show(film(door(astronaut, step) for step in range(3)))
    assert house.stored[0].end_ms is None
    await house.watcher.close()
    assert house.changes[-1].phase is Phase.ENDED
    assert house.stored[0].end_ms == house.changes[-1].visit.end_ms is not None


async def test_a_camera_that_is_no_longer_watched_ends_its_visits(house: House, astronaut: Rgb, film: Film) -> None:
    await house.show(film(door(astronaut, step) for step in range(3)))
    await house.watcher.forget("cam")
    assert house.changes[-1].phase is Phase.ENDED


async def test_a_camera_that_falls_silent_ends_its_visits(
    house: House, astronaut: Rgb, film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallflower.faces.watcher.CHECK_EVERY_S", 0.05)
    monkeypatch.setattr("wallflower.faces.watcher.SILENT_S", 600.0)
    await house.show(film(door(astronaut, step) for step in range(3)))
    assert [visit.end_ms for visit in house.stored] == [None]
    monkeypatch.setattr("wallflower.faces.watcher.SILENT_S", 0.1)
    await until(lambda: house.changes[-1].phase is Phase.ENDED)
    assert house.stored[0].end_ms is not None
    monkeypatch.setattr("wallflower.faces.watcher.SILENT_S", 600.0)
    await house.show(film((door(astronaut, step) for step in range(3)), start_ms=1_100_000))
    assert len(house.stored) == 2


async def test_visits_left_open_by_a_crash_are_closed_at_the_start_and_told(house: House) -> None:
    left = house.visits.open(replace(STAY, camera_id="cam", start_ms=1, last_seen_ms=5))
    await house.watcher.start()
    assert house.stored == (replace(left, end_ms=5),)
    assert house.changes == [VisitChange(phase=Phase.ENDED, visit=house.stored[0])]


async def test_the_engine_may_fail_and_come_back(
    house: House, astronaut: Rgb, film: Film, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("wallflower.faces.watcher.PAUSES_S", (0.01,))
    fragments = film(door(astronaut, step) for step in range(12))
    for failure in (UnavailableError("the engine faces crashed"), TimeoutError(), ModelMissingError("no pack")):
        house.failure = failure
        await house.show(fragments[:2])
        fragments = fragments[2:]
    assert house.watcher.counts.failed >= 3
    assert [record.levelno for record in caplog.records if "not looked for" in record.message].count(
        logging.WARNING
    ) >= 3
    house.failure = None
    await house.show(fragments)
    assert house.stored


async def test_a_slow_engine_gets_the_newest_pictures_of_every_camera(
    database: Database, astronaut: Rgb, film: Film
) -> None:
    house = House(database)
    release = asyncio.Event()
    served: list[int] = []

    async def slow(rgb: Rgb) -> AnalysedImage:
        await release.wait()
        served.append(int(rgb[0, 0, 0]))
        return AnalysedImage(profile=PROFILE, faces=())

    watcher = Watcher(slow, house.people, house.visits, house.changes.append)
    busy = film([door(astronaut, step, move=20) for step in range(12)])
    other = film([door(astronaut, 50)], camera="yard")
    for number, fragment in enumerate([*busy[:6], *other, *busy[6:]], 1):
        await watcher.on_fragment(fragment)
        await until(partial(_has_looked, watcher, number))
    counts = watcher.counts
    assert counts.dropped_pictures >= 2
    release.set()
    await until(lambda: len(served) == counts.picked - counts.dropped_pictures)
    assert len(served) == 3  # the one under way, then the newest of each
    await watcher.close()


def _has_looked(watcher: Watcher, times: int) -> bool:
    return watcher.counts.looked == times


async def test_the_event_loop_is_never_held_up(house: House, astronaut: Rgb, film: Film) -> None:
    fragments = film(door(astronaut, step, move=20) for step in range(10))
    await house.watcher.start()
    began_s = time.thread_time()
    for fragment in fragments:
        await house.watcher.on_fragment(fragment)
        await asyncio.sleep(0.1)
    # Processor time of the loop's own thread, decoding, analysing and storing included if they happened there.
    assert (time.thread_time() - began_s) / len(fragments) < 0.01


async def test_an_upload_is_analysed_in_its_own_pixels(house: House, astronaut: Rgb) -> None:
    large = cv2.resize(astronaut, (3840, 3840))
    image = await house.watcher.analyse_image(encode_jpeg(large))
    assert image.faces[0].box.x == pytest.approx(176 * 7.5, abs=60)
    with pytest.raises(ImageError):
        await house.watcher.analyse_image(b"no image")
    house.failure = TimeoutError()
    with pytest.raises(UnavailableError):
        await house.watcher.analyse_image(encode_jpeg(astronaut))


async def test_nothing_private_is_logged(
    house: House, astronaut: Rgb, film: Film, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await house.enrol("Zebedee Quux", encode_jpeg(astronaut))
    await house.show(film(door(astronaut, step) for step in range(3)))
    await house.watcher.close()
    assert house.changes[-1].visit.name == "Zebedee Quux"
    assert "Zebedee" not in caplog.text
    assert "array(" not in caplog.text


async def test_faces_are_blurred_so_that_nobody_is_found_any_more(house: House, astronaut: Rgb) -> None:
    jpeg = encode_jpeg(scene(astronaut, 400, face_px=120), quality=95)
    (before,) = (await house.watcher.analyse_image(jpeg)).faces
    hidden = await house.watcher.blur(jpeg, keep_known=False)
    after = await house.watcher.analyse_image(hidden)
    assert all(np.linalg.norm(face.embedding - before.embedding) > 0.6 for face in after.faces)
    was, now, box = decode_image(jpeg).astype(int), decode_image(hidden).astype(int), before.box
    face = np.s_[box.y : box.y + box.height, box.x : box.x + box.width]
    assert np.abs(was[face] - now[face]).mean() > 15
    assert np.abs(was[:, :250] - now[:, :250]).mean() < 3


async def test_only_those_who_are_known_keep_their_faces_if_wanted(house: House, astronaut: Rgb) -> None:
    jpeg = encode_jpeg(scene(astronaut, 400, face_px=120), quality=95)
    (before,) = (await house.watcher.analyse_image(jpeg)).faces
    hidden = await house.watcher.blur(jpeg, keep_known=True)
    assert np.abs(decode_image(hidden).astype(int) - decode_image(jpeg)).max() > 40
    await house.enrol("Eileen", encode_jpeg(astronaut))
    (kept,) = (await house.watcher.analyse_image(await house.watcher.blur(jpeg, keep_known=True))).faces
    assert np.linalg.norm(kept.embedding - before.embedding) < 0.2


async def test_a_picture_whose_faces_nobody_can_look_for_is_not_handed_out(house: House, astronaut: Rgb) -> None:
    house.failure = ModelMissingError("no pack")
    with pytest.raises(ModelMissingError):
        await house.watcher.blur(encode_jpeg(astronaut), keep_known=False)


async def test_a_camera_may_come_while_open_visits_are_judged_anew(
    house: House, astronaut: Rgb, film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, go_on = threading.Event(), threading.Event()

    def slowly(_watch: CameraWatch, _gallery: Gallery) -> list[VisitChange]:
        began.set()
        assert go_on.wait(30)
        return []

    await house.show(film(door(astronaut, step) for step in range(2)))
    monkeypatch.setattr(CameraWatch, "reconsider", slowly)
    reloading = asyncio.create_task(house.watcher.reload_people())
    try:
        await until(began.is_set)
        looked = house.watcher.counts.looked
        await house.watcher.on_fragment(film([door(None, 0)], camera="yard")[0])
        await until(lambda: house.watcher.counts.looked > looked)
    finally:
        go_on.set()
    await reloading


async def test_large_uploads_are_decoded_one_at_a_time(
    house: House, astronaut: Rgb, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = most = 0

    def decode(data: bytes, longest_side: int) -> Reduced:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        time.sleep(0.02)
        at_once -= 1
        return decode_reduced(data, longest_side)

    monkeypatch.setattr("wallflower.faces.watcher.decode_reduced", decode)
    house.failure = UnavailableError("no engine")
    await asyncio.gather(
        *(house.watcher.analyse_image(encode_jpeg(astronaut)) for _ in range(4)), return_exceptions=True
    )
    assert most == 1
