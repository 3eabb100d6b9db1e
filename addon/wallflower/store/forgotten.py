"""What the folder of photographs must not bring back: folders and images of people who were forgotten.

Of a folder's name and of a file's content only an HMAC-SHA-256 is kept, under a secret that the database makes for it.
"""

import hmac
from collections.abc import Iterable
from itertools import batched
from secrets import token_hex

from sqlalchemy import Connection, select

from wallflower.clock import now_ms
from wallflower.names import clean_name
from wallflower.store.dialect import insert_or
from wallflower.store.names import name_key
from wallflower.store.people_schema import alias, forgotten, person
from wallflower.store.schema import meta

SECRET = "forgetting_secret"  # noqa: S105 - the name of the row
AT_ONCE = 500


def folder_key(folder: str) -> str:
    """Return the key of the name that a folder is called by; one that is no name is its own."""
    try:
        return name_key(clean_name(folder))
    except ValueError:
        return name_key(folder)


def remember(connection: Connection, folder_keys: Iterable[str], images: Iterable[str]) -> None:
    """Note these folders, and images by the SHA-256 of their content."""
    made = insert_or(connection, meta).values(key=SECRET, value=token_hex(32))
    connection.execute(made.on_conflict_do_nothing())
    secret = _secret(connection)
    marks = {_folder_mark(secret, key) for key in folder_keys} | {_image_mark(secret, image) for image in images}
    rows = [{"mark": mark, "created_ms": now_ms()} for mark in sorted(marks)]
    for some in batched(rows, AT_ONCE, strict=False):
        connection.execute(insert_or(connection, forgotten).on_conflict_do_nothing(), list(some))


def shut_folders(connection: Connection, folders: Iterable[str]) -> set[str]:
    """Return those of these folders that are of somebody who was forgotten, unless somebody has the name again."""
    secret = _secret(connection)
    keys = {folder: folder_key(folder) for folder in folders} if secret else {}
    marks = {folder: _folder_mark(secret, key) for folder, key in keys.items()}
    known = _known(connection, marks.values())
    found = {folder for folder, mark in marks.items() if mark in known}
    if not found:
        return set()
    taken = set(connection.execute(select(person.c.name_key).union(select(alias.c.name_key))).scalars())
    return {folder for folder in found if keys[folder] not in taken}


def is_forgotten(connection: Connection, content_sha256: str) -> bool:
    """Tell whether an image of this content is of somebody who was forgotten."""
    secret = _secret(connection)
    return bool(secret) and bool(_known(connection, [_image_mark(secret, content_sha256)]))


def _secret(connection: Connection) -> bytes:
    """Return the secret of the marks, nothing as long as there are none."""
    value = connection.execute(select(meta.c.value).where(meta.c.key == SECRET)).scalar_one_or_none()
    return bytes.fromhex(value or "")


def _known(connection: Connection, marks: Iterable[str]) -> set[str]:
    known: set[str] = set()
    for some in batched(marks, AT_ONCE, strict=False):
        known |= set(connection.execute(select(forgotten.c.mark).where(forgotten.c.mark.in_(some))).scalars())
    return known


def _folder_mark(secret: bytes, key: str) -> str:
    return hmac.digest(secret, f"folder {key}".encode(errors="replace"), "sha256").hex()


def _image_mark(secret: bytes, content_sha256: str) -> str:
    return hmac.digest(secret, f"image {content_sha256}".encode(), "sha256").hex()
