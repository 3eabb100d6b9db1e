import logging
import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.workers.logs import HIDDEN, LineFormatter, Redactor

TOKEN = "xVd0c2VjcmV0LXRva2VuLW9mLXRoZS1zZXJ2ZXI"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("open rtsp://admin:pw@10.0.0.5:554/live", "open rtsp://***@10.0.0.5:554/live"),
        ("open rtsp://admin:p@ss/w:rd@10.0.0.5/live failed", "open rtsp://***@10.0.0.5/live failed"),
        ("url='rtsps://u:p@h/x'", "url='rtsps://***@h/x'"),
        ("http://user@host/ and http://a:b@c/", "http://***@host/ and http://***@c/"),
        ("http://h/snap?user=admin&password=12345&channel=1", "http://h/snap?user=***&password=***&channel=1"),
        ("http://h/x;usr=a;pwd=b", "http://h/x;usr=***;pwd=***"),
        ("http://h/x?access_token=abc", "http://h/x?access_token=***"),
        ("Authorization: Bearer abc.def-123\nHost: h", "Authorization: ***\nHost: h"),
        ('Authorization: Digest username="admin", response="0123"', "Authorization: ***"),
        ("{'authorization': 'Basic YWRtaW46cHc=', 'host': 'h'}", "{'authorization': '***', 'host': 'h'}"),
        ("with bearer xVd0c2VjcmV0LXRva2Vu1", "with bearer ***"),
        ("rtsp://10.0.0.5:554/live?channel=1", "rtsp://10.0.0.5:554/live?channel=1"),
        ("basic checks and the bearer of news", "basic checks and the bearer of news"),
        ("mail to someone@example.org", "mail to someone@example.org"),
        ("fragment 7 of camera abc", "fragment 7 of camera abc"),
        (f"the token {TOKEN} is", "the token *** is"),
    ],
)
def test_credentials_are_hidden_and_the_rest_kept(text: str, expected: str) -> None:
    assert Redactor([TOKEN])(text) == expected


@given(
    user=st.text(st.characters(exclude_characters="'\"<>", exclude_categories=["C", "Z"]), min_size=1),
    password=st.text(st.characters(exclude_characters="'\"<>", exclude_categories=["C", "Z"]), min_size=1),
)
def test_no_password_of_a_url_survives(user: str, password: str) -> None:
    assert Redactor()(f"open rtsp://{user}:{password}@host/path failed") == f"open rtsp://{HIDDEN}@host/path failed"


def test_a_secret_within_another_is_hidden_whole() -> None:
    assert Redactor(["abc", "abcdef", ""])("abcdef abc") == "*** ***"


def record(message: str, *values: Any, exc_info: Any = None) -> logging.LogRecord:
    return logging.LogRecord("wallflower.x", logging.INFO, "x.py", 1, message, values, exc_info)


def test_a_record_is_one_line_with_time_level_process_and_logger() -> None:
    line = LineFormatter("ingest", Redactor()).format(record("from %s\nsecond", "rtsp://a:b@c/d"))
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z INFO ingest wallflower\.x: from rtsp://\*\*\*@c/d \| second", line
    )


def test_an_exception_is_on_the_line_without_its_secrets() -> None:
    with pytest.raises(ValueError, match="hunter2") as caught:
        int(f"rtsp://admin:hunter2@cam/1 with {TOKEN}")
    failure = record("failed", exc_info=(caught.type, caught.value, caught.tb))
    line = LineFormatter("ingest", Redactor([TOKEN])).format(failure)
    assert "\n" not in line
    assert "Traceback" in line
    assert "rtsp://***@cam/1 with ***" in line
    assert TOKEN not in line


PROGRAM = """
import logging, sys, threading, warnings
from wallflower.workers import logs

logs.set_up("test", "info", secrets=["s3cr3t-token"])
logging.getLogger("a.b").debug("not shown")
logging.getLogger("a.b").info("s3cr3t-token")
logging.getLogger("sqlalchemy.engine").info("not shown")
warnings.warn("rtsp://u:p@h/", stacklevel=1)
threading.Thread(target=lambda: 1 / 0).start()
raise RuntimeError("rtsp://user:pass@host/s3cr3t-token")
"""


def test_a_process_logs_warnings_and_unhandled_exceptions_on_single_lines() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    kinds = sorted(line.split(" ")[1] for line in lines)
    assert kinds == ["CRITICAL", "CRITICAL", "INFO", "WARNING"]
    assert all(" test " in line for line in lines)
    for secret in ("s3cr3t", "u:p", "user:pass", "not shown"):
        assert secret not in done.stderr
