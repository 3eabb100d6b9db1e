"""Packs a converted model for the demo: pack.py MODEL_DIRECTORY DEMO_DIRECTORY. The same model gives the same bytes."""

import sys
import zipfile
from pathlib import Path

FILES = ("config.json", "model.bin", "preprocessor_config.json", "tokenizer.json", "vocabulary.json")
EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(model: Path, demo: Path) -> None:
    """Write the archive, and the sentences beside it."""
    (demo / "sentences.json").write_bytes((model / "sentences.json").read_bytes())
    with zipfile.ZipFile(demo / "mini_whisper.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for name in FILES:
            target.writestr(zipfile.ZipInfo(name, EPOCH), (model / name).read_bytes(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
