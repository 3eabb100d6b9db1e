"""The rooms that voices are heard in."""

import numpy as np
import pytest

from wallflower import clock
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.room_noise import RoomNoise, RoomNoises
from wallflower.voices.mel import RATE_HZ, Samples
from wallflower.voices.noise import BANDS, LEAST_S, Spectrum, distance_db, noise_of
from wallflower.voices.rooms import CHANGED_MS, MOST_ROOMS, Rooms

from .test_noise import HISS, ROAD


@pytest.fixture
def store(database: Database) -> RoomNoises:
    for name in ("hall", "yard"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    return RoomNoises(database)


def utterance(colour: Spectrum) -> Samples:
    """A second of something loud in four of noise."""
    sound = 0.003 * noise_of(colour, 5 * RATE_HZ)
    sound[2 * RATE_HZ : 3 * RATE_HZ] += 0.3 * np.sin(np.arange(RATE_HZ, dtype=np.float32))
    return np.asarray(sound, np.float32)


def test_a_room_is_known_after_some_seconds_and_over_a_restart(store: RoomNoises) -> None:
    rooms = Rooms(store)
    rooms.hear("yard", utterance(ROAD))
    assert (rooms.colours(), rooms.digest()) == ((), "")
    rooms.hear("yard", utterance(ROAD))
    (learnt,) = rooms.colours()
    assert distance_db(learnt, ROAD) < 2
    again = Rooms(store)
    assert (again.colours()[0] == learnt).all()
    assert again.digest() == rooms.digest() != ""


def test_it_is_learnt_anew_when_it_sounds_different_a_day_later(
    store: RoomNoises, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms = Rooms(store)
    store.put(RoomNoise("hall", ROAD, clock.now_ms()))
    before = rooms.digest()
    for _ in range(40):
        rooms.hear("hall", utterance(HISS))
    assert rooms.digest() == before, "not on the same day"
    now_ms = clock.now_ms()
    monkeypatch.setattr(clock, "now_ms", lambda: now_ms + CHANGED_MS)
    rooms.hear("hall", utterance(HISS))
    assert rooms.digest() != before
    assert distance_db(rooms.colours()[0], HISS) < 4


def test_a_room_that_sounds_the_same_stays(store: RoomNoises) -> None:
    store.put(RoomNoise("hall", ROAD, 1))
    rooms = Rooms(store)
    before = rooms.digest()
    for _ in range(10):
        rooms.hear("hall", utterance(ROAD))
    assert rooms.digest() == before


def test_rooms_are_bounded_and_colours_of_another_size_are_left_out(database: Database, store: RoomNoises) -> None:
    store.put(RoomNoise("hall", np.ones(BANDS + 1, np.float32), 1))
    assert Rooms(store).colours() == ()
    for number in range(MOST_ROOMS + 2):
        Cameras(database).create(CameraRow(id=f"c{number}", name=f"c{number}", url="rtsp://cam/1"))
        store.put(RoomNoise(f"c{number}", ROAD, 1))
    assert len(Rooms(store).colours()) == MOST_ROOMS


def test_a_camera_that_is_gone_is_no_fault(store: RoomNoises) -> None:
    rooms = Rooms(store)
    for _ in range(round(LEAST_S)):
        rooms.hear("gone", utterance(ROAD))
    assert Rooms(store).colours() == ()
