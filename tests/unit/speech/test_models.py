"""Which models are whole, and which is chosen."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wallflower.errors import ModelMissingError
from wallflower.speech.models import check, find


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


@pytest.fixture
def install(models: Path, mini_whisper: Path) -> Callable[..., Path]:
    def put(name: str) -> Path:
        return Path(shutil.copytree(mini_whisper, models / name))

    return put


def reason(models: Path, wanted: str | None = None) -> str:
    with pytest.raises(ModelMissingError) as caught:
        find(models, wanted)
    return caught.value.message


def test_nothing_installed_says_what_to_put_where(models: Path) -> None:
    assert str(models) in reason(models)
    models.mkdir()
    (models / "buffalo_l").mkdir()
    (models / "stray.txt").touch()
    assert "no speech model is installed" in reason(models)
    assert "'base' is not installed" in reason(models, "base")


def test_a_whole_model_is_found_by_itself_by_name_and_by_directory(models: Path, install: Callable[..., Path]) -> None:
    directory = install("mini")
    (models / "buffalo_l").mkdir()
    (models / ".half").mkdir()
    for wanted in (None, "mini", str(directory)):
        model = find(models, wanted)
        assert (model.directory, model.name) == (directory, "mini")
        assert model.size_bytes == (directory / "model.bin").stat().st_size


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "vocabulary.json"])
def test_a_missing_file_is_named(models: Path, install: Callable[..., Path], name: str) -> None:
    (install("mini") / name).unlink()
    assert f"{name} is missing" in reason(models, "mini")


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json", "preprocessor_config.json"])
@pytest.mark.parametrize("part", [0.0, 0.3, 0.99])
def test_a_half_written_file_is_named(models: Path, install: Callable[..., Path], name: str, part: float) -> None:
    path = install("mini") / name
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    assert f"{name} is incomplete" in reason(models)


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json", "preprocessor_config.json"])
@pytest.mark.parametrize("garbage", ["[" * 200_000, '{"a":' * 200_000])
def test_damage_without_end_is_no_failure_of_ours(
    models: Path, install: Callable[..., Path], name: str, garbage: str
) -> None:
    (install("mini") / name).write_text(garbage)
    install("whole")
    assert f"{name} is incomplete or damaged" in reason(models, "mini")
    assert find(models).name == "whole"


@pytest.mark.parametrize("name", ["config.json", "tokenizer.json"])
@pytest.mark.parametrize("other", ["[]", "null", "7"])
def test_a_file_of_something_else_is_named(models: Path, install: Callable[..., Path], name: str, other: str) -> None:
    (install("mini") / name).write_text(other)
    assert f"{name} is not that of a model" in reason(models)


def test_every_truncation_of_the_weights_is_noticed(models: Path, install: Callable[..., Path]) -> None:
    path = install("mini") / "model.bin"
    whole = path.read_bytes()
    for length in (*range(0, len(whole), 60_001), len(whole) - 5, len(whole) - 1):
        path.write_bytes(whole[:length])
        reason(models)
    path.write_bytes(whole)
    assert find(models).name == "mini"


def test_garbage_weights_and_other_models_are_no_whisper(models: Path, install: Callable[..., Path]) -> None:
    path = install("mini") / "model.bin"
    for data in (b"\xff" * 5_000, b"\x00" * 5_000, b"PK\x03\x04" + bytes(2_000)):
        path.write_bytes(data)
        assert "incomplete or of another format" in reason(models)


def test_mel_bands_are_read_from_the_weights(models: Path, install: Callable[..., Path]) -> None:
    directory = install("mini")
    preprocessor = directory / "preprocessor_config.json"
    mels = json.loads(preprocessor.read_text())["feature_size"]
    preprocessor.write_text(json.dumps({"feature_size": mels + 48}))
    assert f"{mels} mel bands" in reason(models)
    preprocessor.unlink()
    if mels == 80:  # faster-whisper's own guess is right
        assert check(directory, models).name == "mini"
    else:
        assert "preprocessor_config.json is missing" in reason(models)


def test_a_broken_model_beside_a_whole_one_does_not_matter(models: Path, install: Callable[..., Path]) -> None:
    (install("aa-broken") / "config.json").unlink()
    install("whole")
    assert find(models).name == "whole"
    assert "config.json is missing" in reason(models, "aa-broken")


def test_the_largest_that_keeps_up_is_chosen(models: Path, install: Callable[..., Path]) -> None:
    def grow(name: str, megabytes: int) -> None:
        with (install(name) / "model.bin").open("r+b") as file:
            file.truncate(megabytes * 1_000_000)

    grow("tiny", 50)
    grow("base", 90)
    grow("turbo", 850)
    assert find(models).name == "base"
    assert find(models, "turbo").name == "turbo"
    shutil.rmtree(models / "tiny")
    shutil.rmtree(models / "base")
    assert find(models).name == "turbo"
