"""An engine that appears, breaks and comes back without a restart."""

import shutil
from pathlib import Path

import pytest

from tests.support.engines import LOCAL, ScriptedPool, said
from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.speech import breaker as breaker_module
from wallflower.speech import host as module
from wallflower.speech.breaker import FIRST_PAUSE_S, LONGEST_PAUSE_S, MOST_FAILURES, BreakerState
from wallflower.speech.engine import Heard, Window
from wallflower.speech.host import EngineHost
from wallflower.speech.models import find
from wallflower.speech.sound import from_pcm
from wallflower.speech.sources import HIGHEST_RTF, LocalSource, RemoteSource, SourceSettings, make_source


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
    monkeypatch.setattr(breaker_module, "clock", made)
    return made


class Pools:
    """Makes pools and remembers them."""

    def __init__(self) -> None:
        self.made: list[ScriptedPool] = []
        self.names: list[str] = []
        self.load_error: Exception | None = None
        self.damaged: set[str] = set()
        self.rtf = {"": 0.1}

    def __call__(self, _load: object, _arguments: object, name: str) -> ScriptedPool:
        model = name.rpartition(" ")[2]
        damage = ModelMissingError(f"{model} cannot be loaded") if model in self.damaged else None
        pool = ScriptedPool(answer, self.load_error or damage)
        pool.rtf = self.rtf.get(model, 0.1)
        self.names.append(name)
        self.made.append(pool)
        return pool


def local(models: Path, wanted: str | None, pools: Pools) -> EngineHost:
    return EngineHost(LOCAL, LocalSource(models, wanted), pools)


async def test_a_model_that_appears_works_within_ten_seconds(tmp_path: Path, mini_whisper: Path, clock: Clock) -> None:
    pools = Pools()
    host = local(tmp_path / "models", None, pools)
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
    host = local(tmp_path, "mini", pools)
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


async def test_a_model_that_cannot_be_loaded_is_tried_again_after_a_change_or_a_minute(
    tmp_path: Path, mini_whisper: Path, clock: Clock
) -> None:
    directory = Path(shutil.copytree(mini_whisper, tmp_path / "mini"))
    pools = Pools()
    pools.load_error = ModelMissingError("it cannot be loaded")
    host = local(tmp_path, None, pools)
    assert not await host.is_ready()
    assert host.status.reason == "it cannot be loaded"
    clock.now_s += 11
    assert not await host.is_ready()
    assert len(pools.made) == 1
    clock.now_s += 50
    assert not await host.is_ready()
    assert len(pools.made) == 2
    pools.load_error = None
    (directory / "model.bin").touch()  # repaired: at once, not after the pause
    clock.now_s += 11
    assert await host.is_ready()
    await host.close()
    assert all(pool.closed for pool in pools.made)


async def test_an_engine_that_crashes_again_and_again_is_left_alone_and_then_tried(
    tmp_path: Path, mini_whisper: Path, clock: Clock
) -> None:
    shutil.copytree(mini_whisper, tmp_path / "mini")
    pools = Pools()
    host = local(tmp_path, None, pools)
    assert await host.is_ready()
    (pool,) = pools.made
    pool.load_error = UnavailableError("it crashed")
    for _ in range(MOST_FAILURES):
        assert not await host.is_well()
    assert (host.state.breaker, host.state.failures) == (BreakerState.OPEN, MOST_FAILURES)
    assert "it crashed" in (host.status.reason or "")
    tried = pool.trials
    assert not await host.is_ready()
    assert pool.trials == tried
    clock.now_s += FIRST_PAUSE_S
    assert host.state.breaker == BreakerState.HALF_OPEN
    assert not await host.is_ready()
    assert pool.trials == tried + 1
    clock.now_s += FIRST_PAUSE_S  # the pause has doubled
    assert not await host.is_ready()
    assert pool.trials == tried + 1
    pool.load_error = None
    clock.now_s += LONGEST_PAUSE_S
    assert await host.is_ready()
    assert (host.state.breaker, host.state.failures, host.state.reason) == (BreakerState.CLOSED, 0, None)


async def test_an_engine_that_is_well_after_a_failure_goes_on(tmp_path: Path, mini_whisper: Path, clock: Clock) -> None:
    shutil.copytree(mini_whisper, tmp_path / "mini")
    host = local(tmp_path, None, Pools())
    assert not await host.is_well()
    assert await host.is_ready()
    host.breaker.failed()
    assert await host.is_well()
    assert host.breaker.failures == 0
    assert host.is_usable


class TestChoice:
    @pytest.fixture
    def models(self, tmp_path: Path, mini_whisper: Path) -> Path:
        """Return a directory of three models of different sizes."""
        for name, extra in (("small", 10), ("middle", 2_000), ("large", 4_000)):
            directory = Path(shutil.copytree(mini_whisper, tmp_path / name))
            with (directory / "model.bin").open("ab") as file:
                file.write(bytes(extra))
        return tmp_path

    async def test_a_model_that_is_too_slow_for_the_machine_gives_way_to_a_smaller_one(
        self, models: Path, clock: Clock
    ) -> None:
        pools = Pools()
        pools.rtf = {"large": 2.0, "middle": HIGHEST_RTF + 0.1, "small": 0.5}
        host = local(models, None, pools)
        for _ in range(4):
            await host.is_ready()
        assert pools.names == [f"{LOCAL} {name}" for name in ("large", "middle", "small")]
        assert (host.is_usable, host.state.model, host.state.rtf) == (True, "small", 0.5)
        assert "middle needed 0.9 s" in (host.state.chosen or "")
        assert (host.state.device, host.state.compute_type, host.state.threads) == ("cpu", "int8", 1)
        clock.now_s += 11
        assert await host.is_ready()
        assert len(pools.made) == 3

    async def test_a_damaged_model_gives_way_to_one_that_can_be_loaded(self, models: Path, clock: Clock) -> None:
        """Its files look whole, so only loading it shows what they are worth."""
        pools = Pools()
        pools.damaged = {"large"}
        host = local(models, None, pools)
        assert not await host.is_ready()
        assert host.status.reason == "large cannot be loaded"
        assert await host.is_ready()
        assert (host.state.model, host.state.reason) == ("middle", None)
        assert "large cannot" in (host.state.chosen or "")
        clock.now_s += 100
        assert await host.is_ready()
        assert host.state.model == "middle"
        pools.damaged = set()
        (models / "large" / "model.bin").touch()
        clock.now_s += 11
        assert await host.is_ready()
        assert host.state.model == "large"

    async def test_the_smallest_is_used_however_slow_it_is(self, models: Path, clock: Clock) -> None:
        pools = Pools()
        pools.rtf = dict.fromkeys(("large", "middle", "small"), 5.0)
        host = local(models, None, pools)
        for _ in range(4):
            await host.is_ready()
        assert (host.is_usable, host.state.model) == (True, "small")

    async def test_what_was_set_is_used_however_slow_it_is(self, models: Path, clock: Clock) -> None:
        pools = Pools()
        pools.rtf = {"large": 5.0}
        host = local(models, "large", pools)
        assert await host.is_ready()
        assert host.state.chosen == "it is the one that was set"
        assert host.quality == find(models, "large").size_bytes // 1_000_000

    async def test_a_server_needs_an_address(self, tmp_path: Path) -> None:
        settings = SourceSettings(models_directory=tmp_path, addresses={"wyoming": "tcp://speech:10300"})
        with pytest.raises(ModelMissingError, match="speech_addresses"):
            make_source(settings, "whisper-live", None)()
        source = make_source(settings, "wyoming", "base")
        assert isinstance(source, RemoteSource)
        spec = source().spec
        assert (spec.engine, spec.place, spec.model, spec.device) == ("wyoming", "tcp://speech:10300", "base", "remote")

    async def test_another_engine_on_disk_needs_its_directory(self, tmp_path: Path) -> None:
        with pytest.raises(ModelMissingError, match="speech_addresses"):
            make_source(SourceSettings(models_directory=tmp_path), "onnx-asr", None)()
        settings = SourceSettings(models_directory=tmp_path, addresses={"onnx-asr": "parakeet"})
        source = make_source(settings, "onnx-asr", None)
        with pytest.raises(ModelMissingError, match="'parakeet' is not installed"):
            source()
        (tmp_path / "parakeet").mkdir()
        (tmp_path / "parakeet" / "encoder.onnx").write_bytes(bytes(3_000_000))
        choice = source()
        assert (choice.spec.place, choice.quality) == (str(tmp_path / "parakeet"), 3)

    async def test_an_engine_that_does_not_exist_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(ModelMissingError, match="there is no engine 'parrot'"):
            make_source(SourceSettings(models_directory=tmp_path, addresses={"parrot": "tcp://x:1"}), "parrot", None)()
