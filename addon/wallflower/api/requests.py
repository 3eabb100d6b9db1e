"""Counts of the requests that were answered, by the route's own pattern: real paths are private and without number."""

from collections import Counter

from aiohttp import web


class RequestCounts:
    """Since the server started: `answers` by method, route and status; `seconds` by method and route."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.answers: Counter[tuple[str, str, int]] = Counter()
        self.seconds: dict[tuple[str, str], float] = {}

    def answered(self, method: str, route: str, status: int, took_s: float) -> None:
        """Count one request."""
        self.answers[method, route, status] += 1
        self.seconds[method, route] = self.seconds.get((method, route), 0.0) + took_s


REQUEST_COUNTS: web.AppKey[RequestCounts] = web.AppKey("request_counts", RequestCounts)
