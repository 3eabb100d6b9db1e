"""Nothing outlives the server: two ways for a process to notice that the one which started it is gone.

A supervised process holds the read end of a pipe whose write end only its supervisor has. The end of that pipe, also
after a SIGKILL of the supervisor, asks the process to stop orderly and ends it by force when that takes too long.
A process of an executor has nothing to put in order, so the kernel kills it together with its parent.
"""

import ctypes
import logging
import os
import signal
import threading
from contextlib import suppress

GRACE_S = 8.0
PR_SET_PDEATHSIG = 1  # linux/prctl.h

_LOGGER = logging.getLogger(__name__)


def hold(read_end: int, *, grace_s: float = GRACE_S) -> None:
    """Send this process SIGTERM when the pipe ends, and end it hard if it still runs `grace_s` later."""
    threading.Thread(target=_watch, args=(read_end, grace_s), name="lifeline", daemon=True).start()


def _watch(read_end: int, grace_s: float) -> None:
    with suppress(OSError):
        while os.read(read_end, 1):
            pass
    _LOGGER.warning("the supervisor is gone: stopping")
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(grace_s)
    _LOGGER.error("still running %g s after the supervisor's end: leaving at once", grace_s)
    os._exit(1)


def die_with_parent(parent_pid: int) -> None:
    """Let the kernel kill this process when its parent's starting thread ends; leave now if that happened already.

    The signal follows the *thread* that started this process, so that thread must live as long as the work does.
    """
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:
        os._exit(1)
