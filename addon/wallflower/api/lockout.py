"""Who tried too many wrong passwords has to wait, longer each time; guessing takes years, mistyping seconds."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from wallflower.api.problems import TooManyError
from wallflower.clock import monotonic_s

# Wrong ones that are free: of one address for one name, of one address for any, of any address for one name.
FREE_TRIES = (5, 20, 50)
FIRST_WAIT_S = 30.0
LONGEST_WAIT_S = 900.0
FORGET_S = 3600.0
MOST_REMEMBERED = 10_000

type _Key = tuple[str, str]


@dataclass(slots=True)
class _Record:
    failures: int = 0
    last_s: float = 0.0
    until_s: float = 0.0


class Lockout:
    """Failed logins, in memory only: a restart forgives, and the disk is not written to by whoever guesses."""

    def __init__(self, now_s: Callable[[], float] = monotonic_s) -> None:
        """Tell the time by this clock."""
        self._now_s = now_s
        self._records: OrderedDict[_Key, _Record] = OrderedDict()

    def check(self, name: str, address: str) -> None:
        """Raise `TooManyError` while this address, or anybody for this name, has to wait."""
        now_s = self._now_s()
        waits = (record.until_s - now_s for key in _keys(name, address) if (record := self._records.get(key)))
        if (wait_s := max(waits, default=0.0)) > 0:
            raise TooManyError("too many wrong passwords: wait before the next try", retry_after_s=wait_s)

    def failed(self, name: str, address: str) -> None:
        """Count a wrong password."""
        now_s = self._now_s()
        for key, free in zip(_keys(name, address), FREE_TRIES, strict=True):
            record = self._records.setdefault(key, _Record())
            if now_s - record.last_s > FORGET_S:
                record.failures = 0
            record.failures += 1
            record.last_s = now_s
            if record.failures >= free:
                doublings = min(record.failures - free, 10)
                record.until_s = now_s + min(FIRST_WAIT_S * 2**doublings, LONGEST_WAIT_S)
            self._records.move_to_end(key)
        while len(self._records) > MOST_REMEMBERED:
            self._records.popitem(last=False)

    def succeeded(self, name: str, address: str) -> None:
        """Forgive the wrong ones of this address for this name."""
        self._records.pop(_keys(name, address)[0], None)


def _keys(name: str, address: str) -> tuple[_Key, _Key, _Key]:
    folded = name.casefold()
    return (folded, address), ("", address), (folded, "")
