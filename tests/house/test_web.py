"""The panel in the package is built from the sources beside it; Node is not needed to see that."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from bench_lib import ui_loading
from lib import web_manifest, web_types

from wallflower.api.panel import PAGES


def test_the_types_are_those_of_the_routes() -> None:
    assert web_types.TARGET.read_text() == web_types.render(), "run script/web"


def test_the_built_panel_is_that_of_the_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["web_manifest.py", "--check"])
    assert web_manifest.main() == 0, "run script/web"


@pytest.mark.parametrize(
    ("changed", "is_stale"),
    [
        ("addon/web/src/card/card.ts", {"static", "frontend"}),
        ("addon/web/src/added.ts", {"static", "frontend"}),
        ("addon/web/package-lock.json", {"static", "frontend"}),
        ("addon/web/vite.card.config.ts", {"static", "frontend"}),
        ("addon/wallflower/static/panel.js", {"static"}),
        ("custom_components/thewallflower/frontend/card.js", {"frontend"}),
        ("custom_components/thewallflower/frontend/left-over.js", {"frontend"}),
        ("addon/web/src/card/card.test.ts", set()),
    ],
)
def test_what_was_changed_alone_is_stale(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    changed: str,
    is_stale: set[str],
) -> None:
    """For who builds nothing and has no Node, too."""

    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    for name in web_manifest.SOURCES:
        write(f"addon/web/{name}", name)
    write("addon/web/src/card/card.ts", "1")
    write("addon/wallflower/static/panel.js", "1")
    write("custom_components/thewallflower/frontend/card.js", "1")
    built = tuple(tmp_path / path.relative_to(web_manifest.ROOT) for path in web_manifest.BUILT)
    for name, value in {"ROOT": tmp_path, "WEB": tmp_path / "addon/web", "BUILT": built}.items():
        monkeypatch.setattr(web_manifest, name, value)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sys.argv", ["web_manifest.py"])
    assert web_manifest.main() == 0
    monkeypatch.setattr("sys.argv", ["web_manifest.py", "--check"])
    assert web_manifest.main() == 0
    write(changed, "2")
    assert web_manifest.main() == bool(is_stale)
    told = capsys.readouterr().err.splitlines()
    assert {line.split(" is stale")[0].rsplit("/", 1)[-1] for line in told} == is_stale


def test_what_every_visit_and_every_dashboard_loads_stays_small() -> None:
    sizes = {figure.name: figure for figure in ui_loading.sizes()}
    assert sizes.keys() == {"ui.shell_gzip", "ui.card_gzip"}
    for figure in sizes.values():
        assert figure.target is not None
        assert figure.value <= figure.target, f"{figure.name}: load what not every visit needs later"


def test_the_lock_names_no_registry_and_has_every_hash(root: Path) -> None:
    lock = (root / "addon/web/package-lock.json").read_text()
    assert '"resolved"' not in lock
    packages: dict[str, Any] = yaml.safe_load(lock)["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)


def test_the_server_knows_every_page(root: Path) -> None:
    routes = (root / "addon/web/src/routes.ts").read_text()
    assert set(re.findall(r'^    path: "([a-z]+)', routes, re.MULTILINE)) == PAGES


def test_every_sentence_is_there_in_every_language(root: Path) -> None:
    def keys(strings: Any, prefix: str = "") -> set[str]:
        if not isinstance(strings, dict):
            return {prefix}
        return {key for name, inner in strings.items() for key in keys(inner, f"{prefix}.{name}")}

    languages = {
        path.stem: yaml.safe_load(path.read_text())["web"] for path in sorted((root / "translations").glob("*.yaml"))
    }
    assert set(languages) >= {"en", "de"}
    for language, strings in languages.items():
        assert keys(strings) == keys(languages["en"]), language
