"""A camera's speech settings: how they are changed, and how long they keep transcripts."""

from collections.abc import Mapping
from typing import Any

from wallflower.errors import InvalidRequestError
from wallflower.speech.worker import MODULES
from wallflower.wire_options import SpeechOptions

DAY_MS = 86_400_000


def merge(stored: SpeechOptions, changes: Mapping[str, Any]) -> SpeechOptions:
    """Return the settings with the named ones changed, also inside of `vad` and `gates`.

    Raise `InvalidRequestError` for settings that contradict each other or an engine that does not exist.
    """
    merged = SpeechOptions.from_json(_merged(stored.to_json(), changes))
    if merged.vad.offset > merged.vad.onset:
        raise InvalidRequestError("speech must not end at a higher probability than it begins", field="speech.vad")
    if merged.gates.maybe_no_speech > merged.gates.surely_no_speech:
        message = "maybe_no_speech must not be above surely_no_speech"
        raise InvalidRequestError(message, field="speech.gates")
    if merged.engine is not None and merged.engine not in MODULES:
        message = f"there is no such engine: choose one of {', '.join(sorted(MODULES))}"
        raise InvalidRequestError(message, field="speech.engine")
    return merged


def oldest_kept_ms(keep_days: Mapping[str, int | None], server_days: int | None, now_ms: int) -> dict[str, int]:
    """Return by camera what transcripts must be younger than; a camera that keeps all of them is left out."""
    days = {camera_id: own or server_days for camera_id, own in keep_days.items()}
    return {camera_id: now_ms - kept * DAY_MS for camera_id, kept in days.items() if kept is not None}


def _merged(old: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(old)
    for name, value in changes.items():
        result[name] = _merged(old[name], value) if isinstance(value, Mapping) else value
    return result
