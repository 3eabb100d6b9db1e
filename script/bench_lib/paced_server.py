"""`wallflower serve` with `paced_whisper` in place of its Whisper engine: a model of chance in a real server."""

import sys

from bench_lib import paced_whisper
from wallflower import app, cli
from wallflower.speech import worker

NAME = "bench_lib.paced_server"

# The engine's own process does this, too: it imports its parent's main module before it loads.
worker.MODULES["faster-whisper"] = paced_whisper.__name__


def main(arguments: list[str]) -> int:
    """Be the product's command line, whose processes are this module's, too."""
    if arguments[0] != "serve":
        return cli.main(arguments)
    settings = cli.load_settings(cli.build_parser().parse_args(arguments))
    return app.serve(settings, print, command=(sys.executable, "-m", NAME, "worker"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
