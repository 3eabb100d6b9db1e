"""A container of the image that `script/image` built, and commands in it."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest
from bench_lib.report import Figure, heading


@dataclass(frozen=True)
class Container:
    """A working container, with the directories that are mounted into it."""

    name: str
    root: Path
    data: Path
    media: Path

    def command(self, *arguments: str, user: str = "root", environment: dict[str, str] | None = None) -> list[str]:
        """Return the command that runs this inside, as whoever."""
        variables = [f"--env={name}={value}" for name, value in (environment or {}).items()]
        volumes = [f"--volume={self.data}:/data", f"--volume={self.media}:/media/thewallflower"]
        return ["buildah", "run", f"--user={user}", *variables, *volumes, self.name, "--", *arguments]

    def run(self, *arguments: str, user: str = "root", timeout_s: float = 300) -> subprocess.CompletedProcess[str]:
        """Run it to its end."""
        command = self.command(*arguments, user=user)
        return subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False)


@pytest.fixture(scope="session")
def image() -> str:
    """Return the image's name; without one there is nothing to test."""
    name = os.environ.get("WALLFLOWER_IMAGE")
    if not name or shutil.which("buildah") is None:
        pytest.skip("script/image builds the image and runs these tests")
    return name


@pytest.fixture(scope="session")
def figures(image: str) -> Iterator[list[Figure]]:
    """Collect what tests measure, and write it where `script/image` wants it."""
    began = heading()  # what is committed meanwhile is not in the image
    found = [Figure(name="build", value=float(os.environ.get("WALLFLOWER_IMAGE_BUILD_S", "0")), unit="s")]
    yield found
    if place := os.environ.get("WALLFLOWER_IMAGE_FIGURES"):
        rows = [asdict(item) | {"ok": item.ok} for item in found]
        Path(place).write_text(json.dumps(began | {"image": image, "figures": rows}, indent=2) + "\n")


@pytest.fixture
def container(image: str, tmp_path: Path) -> Iterator[Container]:
    """Yield a fresh container with empty directories."""
    name = subprocess.run(["buildah", "from", image], capture_output=True, text=True, check=True).stdout.strip()
    try:
        mounted = subprocess.run(["buildah", "mount", name], capture_output=True, text=True, check=True)
        (tmp_path / "data").mkdir()
        (tmp_path / "media").mkdir()
        tmp_path.chmod(0o755)
        yield Container(name, Path(mounted.stdout.strip()), tmp_path / "data", tmp_path / "media")
    finally:
        subprocess.run(["buildah", "rm", name], capture_output=True, check=False)
