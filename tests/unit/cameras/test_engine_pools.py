"""What the engines of this machine are counted with."""

from pathlib import Path

import pytest

from tests.support.waiting import PATIENCE_S
from wallflower.cameras.engine_pools import DLIB_BYTES, EnginePools, face_bytes, speech_bytes
from wallflower.config import Settings
from wallflower.speech.engine import EngineSpec
from wallflower.workers.budget import LEAST_BYTES, MB, estimate_bytes


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, media=tmp_path)


def test_speech_is_counted_by_its_weights_and_elsewhere_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"x" * 1000)
    (tmp_path / "tokenizer.json").write_bytes(b"x" * 1000)
    assert speech_bytes(str(tmp_path)) == estimate_bytes(1000)
    assert speech_bytes(str(tmp_path / "gone")) == 0
    assert speech_bytes("tcp://192.0.2.1:10300") == 0


def test_faces_are_counted_by_their_pack(tmp_path: Path) -> None:
    assert face_bytes("dlib", tmp_path) == DLIB_BYTES
    assert face_bytes("insightface", tmp_path) == 0


def test_the_limit_is_the_setting_or_that_of_the_machine(settings: Settings) -> None:
    assert EnginePools(settings.model_copy(update={"engine_memory_mb": 700})).memory().limit_bytes == 700 * MB
    memory = EnginePools(settings).memory()
    assert memory.limit_bytes >= LEAST_BYTES
    assert (memory.used_bytes, memory.engines) == (0, ())


async def test_pools_share_one_budget(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"x" * 1000)
    pools = EnginePools(settings.model_copy(update={"engine_memory_mb": 600}))
    spec = EngineSpec(engine="faster-whisper", place=str(tmp_path))
    speech, faces = pools.speech(print, (spec,), "speech base"), pools.faces("dlib", None)
    again = pools.speech(print, (spec,), "speech base")
    try:
        await speech.run(int, timeout_s=PATIENCE_S)
        await faces.run(int, timeout_s=PATIENCE_S)
        await again.run(int, timeout_s=PATIENCE_S)
        held = {engine.name: engine.size_bytes for engine in pools.memory().engines}
        assert held == {
            "speech base": estimate_bytes(1000),
            "faces dlib": DLIB_BYTES,
            "speech base (2)": estimate_bytes(1000),
        }
    finally:
        await speech.close()
        await again.close()
        await faces.close()
    assert pools.memory().used_bytes == 0
