"""The miniature Whisper model that the demo and the tests use; it knows a demo vocabulary only.

It is kept as one archive: the Supervisor reads every file named config.json in a repository as an app's configuration.
"""

import json
import zipfile
from pathlib import Path

ARCHIVE = Path(__file__).with_name("mini_whisper.zip")
SENTENCES = Path(__file__).with_name("sentences.json")


def unpack_model(models: Path) -> Path:
    """Put the model into `models` as the directory `mini-whisper` and return it; keep one that is already there."""
    target = models / "mini-whisper"
    if not target.is_dir():
        unfinished = models / ".mini-whisper.part"
        with zipfile.ZipFile(ARCHIVE) as archive:
            archive.extractall(unfinished)
        unfinished.rename(target)
    return target


def known_sentences() -> dict[str, list[str]]:
    """Return the sentences that the model was taught, by language code."""
    sentences: dict[str, list[str]] = json.loads(SENTENCES.read_text(encoding="utf-8"))
    return sentences
