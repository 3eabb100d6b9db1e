"""The process that tries one camera's address: `python -m wallflower.cameras.probe_child PARENT < address`."""

import json
import sys

from wallflower.errors import WallflowerError
from wallflower.media.probe import probe
from wallflower.workers.lifeline import die_with_parent

TIMEOUT_S = 15.0


def main() -> None:
    """Read an address, print `{"report": StreamReport}` or `{"error": {code, message}}`."""
    die_with_parent(int(sys.argv[1]))
    try:
        answer = {"report": probe(sys.stdin.read(), TIMEOUT_S).to_json()}
    except WallflowerError as error:
        answer = {"error": {"code": error.code, "message": error.message}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
