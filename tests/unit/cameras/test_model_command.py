"""`wallflower models`, run as users run it."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.hub import REPOSITORY, REVISION, Hub, model_files, serving
from tests.support.sound import mini_whisper
from wallflower import app, cli
from wallflower.workers.claim import claim_data

__all__ = ["mini_whisper"]


@pytest.fixture
async def hub(mini_whisper: Path) -> AsyncIterator[Hub]:
    async with serving(model_files(mini_whisper)) as hub:
        yield hub


class Run:
    """Runs the command line on a data directory."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.models = data / "models"
        self._data = data
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str]:
        code = cli.main(["models", *arguments, "--data", str(self._data)])
        told = self._capsys.readouterr()
        return code, told.out + told.err


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(tmp_path, capsys)


def test_the_list_tells_what_there_is_and_what_is_broken(run: Run, mini_whisper: Path) -> None:
    shutil.copytree(mini_whisper, run.models / "mini")
    shutil.copytree(mini_whisper, run.models / "half")
    (run.models / "half" / "config.json").unlink()
    code, text = run("list")
    lines = {line.split()[0]: line for line in text.splitlines()}
    assert code == 0
    assert "147" not in lines["faster-whisper-base"]
    assert "0.1 GB  about 100 languages  MIT   available" in lines["faster-whisper-base"]
    assert lines["mini"].endswith("installed")
    assert "broken: the speech model 'half' cannot be used: config.json is missing" in lines["half"]


def test_an_import_and_a_removal(run: Run, mini_whisper: Path) -> None:
    shutil.copytree(mini_whisper, run.models / "import" / "mini")
    code, text = run("import", "mini", "--as", "mine")
    assert (code, "mine is installed" in text, "model.bin  (checked against: nobody)" in text) == (0, True, True)
    assert run("import", "mini", "--as", "mine")[0] == 1
    assert run("remove", "mine") == (0, "mine is removed\n")
    assert run("remove", "mine")[0] == 1


def test_a_model_is_not_taken_from_a_running_server(run: Run, tmp_path: Path, mini_whisper: Path) -> None:
    shutil.copytree(mini_whisper, run.models / "mini")
    handle = claim_data(tmp_path)
    try:
        code, text = run("remove", "mini")
    finally:
        os.close(handle)
    assert (code, "the server is running" in text) == (1, True)
    assert (run.models / "mini").is_dir()


async def test_a_download_from_a_mirror(run: Run, hub: Hub) -> None:
    options = ["--repository", REPOSITORY, "--revision", REVISION, "--models-mirror", hub.address]
    code, text = await asyncio.to_thread(run, "install", "mine", *options)
    assert (code, "mine is installed" in text) == (0, True)
    assert (run.models / "mine" / "model.bin").is_file()
    code, text = await asyncio.to_thread(run, "install", "gigantic", "--models-mirror", hub.address)
    assert (code, "the catalogue has no model of this name" in text) == (1, True)


def test_what_is_missing_is_asked_for(run: Run) -> None:
    code, text = run("install")
    assert (code, "say which model" in text) == (app.EXIT_CONFIG, True)
