"""Which engine serves which camera, and who takes over."""

import shutil
from pathlib import Path

import pytest

from tests.support.engines import LOCAL, ScriptedPool, said
from wallflower import clock as real_clock
from wallflower.errors import ModelMissingError
from wallflower.speech import engines as module
from wallflower.speech.engine import EngineSpec
from wallflower.speech.engines import EngineKey, Engines
from wallflower.speech.host import EngineHost
from wallflower.speech.sources import Choice, Source, SourceSettings, make_source
from wallflower.speech.treatment import Treatment, hot_words
from wallflower.wire_options import SpeechOptions


class House:
    """Two engines: one on disk, one a server."""

    def __init__(self, models: Path) -> None:
        self.pools: dict[str, ScriptedPool] = {}
        self.settings = SourceSettings(models_directory=models, addresses={"wyoming": "tcp://speech:10300"})
        self.engines = Engines((LOCAL, "wyoming"), self.source, self.pool)

    def source(self, engine: str, model: str | None) -> Source:
        return make_source(self.settings, engine, model)

    def pool(self, _load: object, _arguments: object, name: str) -> ScriptedPool:
        return self.pools.setdefault(name, ScriptedPool(lambda _window: said("x")))

    async def ready(self) -> dict[str, set[str]]:
        """Return cameras by engine after everybody had a chance to start."""
        cameras = {
            "plain": Treatment(),
            "remote": Treatment(options=SpeechOptions(engine="wyoming")),
            "own": Treatment(options=SpeechOptions(model="other")),
        }
        for _ in range(4):
            for host in self.engines.assign(cameras):
                await host.is_ready()
        found = self.engines.assign(cameras)
        return {f"{host.name} {host.model_name}".strip(): set(names) for host, names in found.items() if names}


@pytest.fixture
def house(tmp_path: Path, mini_whisper: Path) -> House:
    (tmp_path / "mini").symlink_to(mini_whisper)
    return House(tmp_path)


async def test_each_camera_has_its_engine_and_others_take_over(house: House) -> None:
    assert await house.ready() == {f"{LOCAL} mini-whisper": {"plain", "own"}, "wyoming": {"remote"}}
    assert house.engines.status.usable


async def test_a_camera_gets_its_own_model_as_soon_as_that_is_there(
    house: House, tmp_path: Path, mini_whisper: Path
) -> None:
    shutil.copytree(mini_whisper, tmp_path / "other")
    found = await house.ready()
    assert found[f"{LOCAL} other"] == {"own"}


async def test_while_an_engine_starts_its_cameras_wait(house: House) -> None:
    found = house.engines.assign({"plain": Treatment()})
    assert [(host.name, names) for host, names in found.items()] == [(LOCAL, frozenset())]


async def test_a_dead_engines_cameras_are_served_by_the_next(house: House) -> None:
    await house.ready()
    host = house.engines.default
    house.pools[f"{LOCAL} mini-whisper"].load_error = ModelMissingError("broken")
    assert not await host.is_well()
    assert await house.ready() == {"wyoming": {"plain", "remote", "own"}}
    assert house.engines.status.name == "wyoming"


async def test_without_any_engine_nobody_is_served(tmp_path: Path) -> None:
    house = House(tmp_path / "nothing")
    house.settings = SourceSettings(models_directory=tmp_path / "nothing")
    assert await house.ready() == {}
    assert str(tmp_path / "nothing") in (house.engines.status.reason or "")
    assert [state.usable for state in house.engines.states] == [False] * len(house.engines.states)


async def test_an_engine_that_nobody_needs_is_ended(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    class Later:
        @staticmethod
        def monotonic_s() -> float:
            return real_clock.monotonic_s() + module.IDLE_S + 1

    extra = house.engines.host(EngineKey("wyoming"))
    assert await extra.is_ready()
    monkeypatch.setattr(module, "clock", Later)
    assert house.engines.default.name == LOCAL
    await house.engines.close_idle()
    assert house.pools["wyoming"].closed
    assert [state.engine for state in house.engines.states] == [LOCAL]
    await house.engines.close()


def test_a_host_tells_nothing_of_addresses() -> None:
    spec = EngineSpec(engine="wyoming", place="tcp://secret:1")
    assert "secret" not in repr(Choice(spec, "set", 1))
    assert EngineHost("wyoming", lambda: Choice(spec, "set", 1), lambda *_: ScriptedPool(lambda _w: said("x"))).name  # type: ignore[arg-type]


def test_names_are_offered_bounded_and_once() -> None:
    assert hot_words(["Rex"], ["Alice", "rex ", ""], ["Front door"]) == ("Rex", "Alice", "Front door")
    many = hot_words([], [f"person {index}" for index in range(1_000)], ["x" * 500])
    assert 10 < len(many) <= 40
    assert sum(len(word) for word in many) <= 300
