"""An engine that appears, breaks and comes back without a restart."""

import shutil
from pathlib import Path

import pytest

from tests.support.engines import ScriptedPool, said
from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.speech import host as module
from wallflower.speech.engine import Heard, Window
from wallflower.speech.host import EngineHost
from wallflower.speech.sound import from_pcm


def answer(_window: Window) -> Heard:
    return said("hello")


WINDOW = Window(samples=from_pcm(bytes(3_200)))


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def monotonic_s(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(module, "clock", made)
    return made


class Pools:
    """Makes pools and remembers them."""

    def __init__(self) -> None:
        self.made: list[ScriptedPool] = []
        self.load_error: Exception | None = None

    def __call__(self, _load: object, _arguments: object, _name: str) -> ScriptedPool:
        self.made.append(ScriptedPool(answer, self.load_error))
        return self.made[-1]


async def test_a_model_that_appears_works_within_ten_seconds(tmp_path: Path, mini_whisper: Path, clock: Clock) -> None:
    pools = Pools()
    host = EngineHost(tmp_path / "models", None, pools)
    assert (host.status.usable, host.status.starting) == (False, True)
    assert not await host.is_ready()
    assert (host.status.usable, host.status.starting) == (False, False)
    assert str(tmp_path / "models") in (host.status.reason or "")
    with pytest.raises(UnavailableError):
        await host.transcribe(WINDOW, 1)
    shutil.copytree(mini_whisper, tmp_path / "models" / "mini")
    clock.now_s += 5
    assert not await host.is_ready()
    clock.now_s += 6
    assert await host.is_ready()
    assert (host.status.usable, host.status.model, host.status.reason) == (True, "mini", None)
    assert (await host.transcribe(WINDOW, 1)).segments[0].text == "hello"


async def test_a_model_that_goes_or_changes_is_noticed(tmp_path: Path, mini_whisper: Path, clock: Clock) -> None:
    directory = Path(shutil.copytree(mini_whisper, tmp_path / "mini"))
    pools = Pools()
    host = EngineHost(tmp_path, "mini", pools)
    assert await host.is_ready()
    (directory / "model.bin").touch()
    clock.now_s += 11
    assert await host.is_ready()
    assert [pool.closed for pool in pools.made] == [True, False]
    (directory / "tokenizer.json").unlink()
    clock.now_s += 11
    assert not await host.is_ready()
    assert pools.made[1].closed
    assert "tokenizer.json is missing" in (host.status.reason or "")


@pytest.mark.parametrize(
    "error", [ModelMissingError("it cannot be loaded"), UnavailableError("the engine crashed")], ids=["broken", "crash"]
)
async def test_a_model_that_cannot_be_loaded_is_tried_again_later(
    tmp_path: Path, mini_whisper: Path, clock: Clock, error: ModelMissingError | UnavailableError
) -> None:
    directory = Path(shutil.copytree(mini_whisper, tmp_path / "mini"))
    pools = Pools()
    pools.load_error = error
    host = EngineHost(tmp_path, None, pools)
    assert not await host.is_ready()
    assert host.status.reason == error.message
    pools.load_error = None
    clock.now_s += 11
    assert not await host.is_ready()
    assert len(pools.made) == 1
    (directory / "model.bin").touch()  # repaired: at once, not after the pause
    clock.now_s += 11
    assert await host.is_ready()
    await host.close()
    assert all(pool.closed for pool in pools.made)


async def test_the_same_files_are_tried_again_after_a_minute(tmp_path: Path, mini_whisper: Path, clock: Clock) -> None:
    shutil.copytree(mini_whisper, tmp_path / "mini")
    pools = Pools()
    pools.load_error = UnavailableError("out of memory, perhaps")
    host = EngineHost(tmp_path, None, pools)
    assert not await host.is_ready()
    pools.load_error = None
    clock.now_s += 61
    assert await host.is_ready()
