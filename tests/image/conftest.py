"""A container of the image that `script/image` built, and commands in it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAMS = "/opt/wallflower/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"


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
