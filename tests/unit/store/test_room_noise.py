"""The noise of rooms, and voices that were learnt in it."""

import numpy as np

from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.enrolled import EnrolledVoices, NewVoice
from wallflower.store.people import People
from wallflower.store.room_noise import RoomNoise, RoomNoises
from wallflower.store.voices import Voices

NAMES = ("ge2e", "m")


def test_it_is_replaced_and_goes_with_its_camera(database: Database) -> None:
    store, cameras = RoomNoises(database), Cameras(database)
    for name in ("b", "a"):
        cameras.create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
        store.put(RoomNoise(name, np.zeros(3, np.float32), 1))
    store.put(RoomNoise("a", np.arange(3, dtype=np.float32), 1_800_000_000_000))
    store.put(RoomNoise("gone", np.zeros(3, np.float32), 1))
    first, second = store.list()
    assert (first.camera_id, first.learnt_ms, first.colour.tolist()) == ("a", 1_800_000_000_000, [0, 1, 2])
    cameras.delete("a")
    assert [noise.camera_id for noise in store.list()] == [second.camera_id] == ["b"]


def test_clips_of_other_rooms_are_found_one_by_one(database: Database) -> None:
    voices, person = Voices(database), People(database).create("Ada")
    new = NewVoice(
        engine=NAMES[0],
        model=NAMES[1],
        embedding=np.ones(2, np.float32),
        quality=0.9,
        parts={},
        seconds=10,
        pcm=b"sound",
        source="upload",
    )
    voice = EnrolledVoices(database).add(person.id, new)
    assert voices.of_other_rooms(*NAMES, "1") is None, "what was never heard is another's work"
    voices.keep_examples(voice.id, NAMES, np.ones((1, 2), np.float32), "")
    clip = voices.of_other_rooms(*NAMES, "1")
    assert clip is not None
    assert (clip.voice_id, clip.pcm) == (voice.id, b"sound")
    voices.keep_examples(voice.id, NAMES, np.ones((3, 2), np.float32), "1")
    assert voices.of_other_rooms(*NAMES, "1") is None
    assert [len(each.vectors) for each in voices.examples(*NAMES)] == [3]
