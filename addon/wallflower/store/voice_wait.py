"""How an utterance comes to wait for its voice to be worked on: with its text, in one transaction."""

from sqlalchemy import Connection, literal, select

from wallflower.clock import now_ms
from wallflower.store.dialect import insert_or
from wallflower.store.schema import camera, utterance
from wallflower.store.voice_schema import voice_wait


def enqueue(connection: Connection, utterance_id: int) -> None:
    """Let the voice of a running utterance be worked on, if its camera's are; call it before its sound is dropped."""
    wanted = (
        select(utterance.c.id, literal(0), utterance.c.audio, literal(now_ms()))
        .join(camera, camera.c.id == utterance.c.camera_id)
        .where(utterance.c.id == utterance_id, utterance.c.state == "running", camera.c.recognize_voices)
    )
    names = ["utterance_id", "attempts", "audio", "created_ms"]
    connection.execute(insert_or(connection, voice_wait).from_select(names, wanted).on_conflict_do_nothing())
