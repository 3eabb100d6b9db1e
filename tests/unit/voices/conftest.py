import shutil

import pytest

from tests.support.cast import Cast
from wallflower.voices.ge2e_engine import Ge2eEngine


@pytest.fixture(scope="session")
def voice_engine() -> Ge2eEngine:
    return Ge2eEngine()


@pytest.fixture(scope="session")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Cast:
    if shutil.which("flite") is None or shutil.which("espeak-ng") is None:
        pytest.skip("needs flite and espeak-ng (Debian packages of the same names)")
    return Cast(tmp_path_factory.mktemp("cast"))
