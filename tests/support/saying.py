"""What was said, put into the store as an engine would."""

from wallflower.store.database import Database
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.utterances import NewUtterance, Utterances


def say(database: Database, camera_id: str, start_ms: int, *texts: str) -> None:
    """Let an utterance of a line a second be heard near a camera."""
    queue = Utterances(database)
    queue.add(NewUtterance(camera_id=camera_id, start_ms=start_ms, end_ms=start_ms + 1000 * len(texts)))
    (claim,) = queue.claim(1)
    lines = [
        NewLine(start_ms=start_ms + 1000 * at, end_ms=start_ms + 1000 * at + 900, text=text, language="en")
        for at, text in enumerate(texts)
    ]
    queue.finish(claim.id, lines, Hearer(engine="e", model="m"))
