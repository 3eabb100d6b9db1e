"""What has the last word on a model that was brought here: the engine that is going to load it.

Apart from where models are, as this loads what loads engines, which is not for the server.
"""

from functools import partial

from wallflower.config import Settings
from wallflower.faces.analysis import check_pack
from wallflower.models.download import Check
from wallflower.speech.models import check


def check_of(settings: Settings, engine: str | None) -> Check:
    """Return the check of models for speech, or of the packs of a face engine."""
    if engine is None:
        return partial(check, models_directory=settings.models_directory)
    return partial(check_pack, engine)
