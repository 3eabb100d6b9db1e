import importlib.metadata
import os
import socket
from pathlib import Path

import pytest

from tests.support.ports import free_port
from wallflower import clock, doctor
from wallflower.config import Settings
from wallflower.doctor import Finding, Report, Status, examine
from wallflower.workers.claim import claim_data


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name in ("data", "media"):
        (tmp_path / name).mkdir()
    return Settings(data=tmp_path / "data", media=tmp_path / "media", port=free_port(), rtsp_port=free_port())


def found(report: Report, name: str) -> Finding:
    return next(finding for finding in report.findings if finding.name == name)


def test_a_fresh_machine_has_everything_needed(settings: Settings) -> None:
    report = examine(settings)
    assert report.ok
    assert found(report, "av").detail == importlib.metadata.version("av")
    assert found(report, "face engine dlib").status is Status.OK
    assert "GB free" in found(report, "media").detail
    assert " mounted at /" in found(report, "data").detail


def test_what_was_not_told_is_not_looked_at(settings: Settings) -> None:
    report = examine(settings, {"data", "media"})
    assert report.ok
    for name in ("data", "media", "speech model"):
        assert found(report, name).status is Status.SKIPPED


def test_a_missing_model_is_a_note_with_the_fix_unless_it_was_asked_for(settings: Settings) -> None:
    finding = found(examine(settings), "speech model")
    assert finding.status is Status.NOTE
    assert str(settings.models_directory) in finding.detail
    report = examine(settings.model_copy(update={"speech_model": "large"}))
    assert found(report, "speech model").status is Status.BAD
    assert not report.ok


def test_a_chosen_face_engine_without_its_models_is_bad(settings: Settings) -> None:
    assert found(examine(settings), "face engine insightface").status is Status.NOTE
    report = examine(settings.model_copy(update={"face_engine": "insightface"}))
    assert found(report, "face engine insightface").status is Status.BAD


def test_a_package_that_is_missing_or_does_not_load_is_bad(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "NEEDED", {"no-such-package": "nothing", "pytest": "no_such_module"})
    report = examine(settings)
    assert found(report, "no-such-package") == Finding("no-such-package", Status.BAD, "not installed")
    assert "cannot be loaded" in found(report, "pytest").detail
    assert not report.ok


def test_directories_that_are_missing_are_a_note_and_files_in_their_place_are_bad(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    report = examine(Settings(data=tmp_path / "new", media=tmp_path / "file"))
    assert found(report, "data").status is Status.NOTE
    assert found(report, "media").status is Status.BAD
    assert not (tmp_path / "new").exists()


def test_a_full_disk_is_bad(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 1 << 62)
    assert found(examine(settings), "media").status is Status.BAD


def test_a_clock_of_the_past_is_bad(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now_ms", lambda: 3_000)
    assert found(examine(settings), "clock") == Finding(
        "clock", Status.BAD, "1970-01-01T00:00:03.000Z is in the past: recordings would be filed under wrong days"
    )


def test_an_occupied_port_is_bad_unless_our_server_runs(settings: Settings) -> None:
    name = f"port {settings.port}"
    assert found(examine(settings), name).detail == "free on 127.0.0.1"
    with socket.create_server(("127.0.0.1", settings.port)):
        finding = found(examine(settings), name)
        assert finding.status is Status.BAD
        assert "(--port) is in use" in finding.detail
        handle = claim_data(settings.data)
        assert found(examine(settings), name).status is Status.OK
        os.close(handle)


def test_the_report_as_json_and_as_text() -> None:
    report = Report((Finding("short", Status.OK, "1.0"), Finding("longer name", Status.BAD, "gone")))
    assert report.to_json() == {
        "ok": False,
        "findings": [
            {"name": "short", "status": "ok", "detail": "1.0"},
            {"name": "longer name", "status": "bad", "detail": "gone"},
        ],
    }
    assert report.to_text().splitlines() == [
        "ok      short        1.0",
        "bad     longer name  gone",
        "",
        "Something needed is missing.",
    ]
