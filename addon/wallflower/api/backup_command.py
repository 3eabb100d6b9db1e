"""`wallflower backup begin | end`: what is run before and after somebody copies the data directory."""

import http.client
import json
from contextlib import closing

from wallflower.api.token import FILE_NAME
from wallflower.config import Settings
from wallflower.errors import UnavailableError
from wallflower.workers.claim import is_claimed

# A check of a database of gigabytes on a slow disk.
TIMEOUT_S = 900.0
_METHODS = {"begin": "POST", "end": "DELETE"}


def run(settings: Settings, action: str) -> None:
    """Tell the server on this data directory; raise `UnavailableError`. Without a server there is nothing to do."""
    if not is_claimed(settings.data):
        return
    try:
        token = (settings.data / FILE_NAME).read_text(encoding="ascii").strip()
        with closing(http.client.HTTPConnection(_host(settings.host), settings.port, timeout=TIMEOUT_S)) as connection:
            connection.request(_METHODS[action], "/api/backup", headers={"Authorization": f"Bearer {token}"})
            answer = connection.getresponse()
            body = answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise UnavailableError(
            "the server does not answer, so a copy might be torn: try again when it is up"
        ) from error
    if answer.status != http.HTTPStatus.NO_CONTENT:
        raise UnavailableError(_message(body))


def _host(host: str) -> str:
    """Return where a server is reached that listens there."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104 - not listened on


def _message(body: bytes) -> str:
    try:
        return str(json.loads(body)["error"]["message"])
    except ValueError, KeyError, TypeError:
        return "the server refused without a word"
