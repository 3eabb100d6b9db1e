"""What every process logs: one line per record, in UTC, with nothing in it that could open a camera or the API."""

import logging
import re
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import override

from wallflower import clock

HIDDEN = "***"

_RULES = (
    # Everything up to the last @ of a URL: passwords with @ or / in them are common and not always escaped.
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^\s'\"<>]*@", re.IGNORECASE), rf"\1{HIDDEN}@"),
    (
        re.compile(
            r"([?&;][\w.-]*(?:user|usr|login|pass|pwd|token|auth|key|secret)[\w.-]*=)[^&;\s'\"<>]+", re.IGNORECASE
        ),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(authorization['\"]?\s*[:=]\s*['\"]?)[^\n'}]+", re.IGNORECASE), rf"\1{HIDDEN}"),
    (re.compile(r"\b(bearer\s+)[\w.~+/-]{16,}", re.IGNORECASE), rf"\1{HIDDEN}"),
)
_QUIET = ("alembic", "sqlalchemy", "PIL", "asyncio", "faster_whisper")


class Redactor:
    """Replaces credentials in text: those of URLs and headers by their form, `secrets` by their value."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Also hide these exact values."""
        values = sorted((re.escape(secret) for secret in secrets if secret), key=len, reverse=True)
        self._values = re.compile("|".join(values)) if values else None

    def __call__(self, text: str) -> str:
        """Return the text without credentials."""
        if self._values is not None:
            text = self._values.sub(HIDDEN, text)
        for pattern, replacement in _RULES:
            text = pattern.sub(replacement, text)
        return text


class LineFormatter(logging.Formatter):
    """`2026-11-20T07:41:12.345Z INFO ingest wallflower.recorder.writer: message`, exceptions on the same line."""

    def __init__(self, process: str, redact: Redactor) -> None:
        """Name the process in every line."""
        super().__init__(f"%(asctime)s %(levelname)s {process} %(name)s: %(message)s")
        self._redact = redact

    @override
    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record)).replace("\n", " | ")

    @override
    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        del datefmt  # there is one format
        return clock.to_rfc3339(int(record.created * 1000))


def set_up(process: str, level: str, *, secrets: Iterable[str] = ()) -> None:
    """Send all records of this process, warnings and unhandled exceptions included, to the standard error stream."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter(process, Redactor(secrets)))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_unhandled
    threading.excepthook = _log_unhandled_in_thread


def _log_unhandled(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("wallflower").critical("unhandled exception", exc_info=(kind, error, trace))


def _log_unhandled_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        _log_unhandled(args.exc_type, args.exc_value, args.exc_traceback)
