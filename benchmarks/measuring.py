"""How is a request timed? On loopback, one connection a person, from sent to the last byte read."""

import http.client
import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = "b" * 32  # a cookie and a header that say the same: all that Django asks for


@dataclass(frozen=True)
class Timing:
    """Milliseconds: the quickest, the middle, and what 95 and 99 of 100 stay below (nearest rank)."""

    best: float
    middle: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Timing":
        """From one or more times in seconds; raises ValueError when there are none."""
        if not seconds:
            raise ValueError("Nothing was timed.")
        ranked = sorted(seconds)
        return cls(ranked[0] * 1000, _rank(ranked, 0.5) * 1000, _rank(ranked, 0.95) * 1000, _rank(ranked, 0.99) * 1000)


def _rank(ranked: Sequence[float], share: float) -> float:
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


class Visitor:
    """Somebody signed in who asks for pages over one kept connection."""

    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": f"sessionid={session}", "Host": "localhost", "Accept-Language": "da"}

    def get(self, path: str, **headers: str) -> tuple[int, float, http.client.HTTPMessage]:
        """Status, seconds, and the answer's headers. The server hangs up after two quiet seconds: then a new line."""
        return self._asked_again("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> tuple[int, float, http.client.HTTPMessage]:
        """The same for what may not stand in an address, as a search that may hold a CPR number."""
        cookie = f"{self.headers['Cookie']}; csrftoken={TOKEN}"
        form = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": TOKEN, "Cookie": cookie}
        return self._asked_again("POST", path, urlencode(fields), {**form, **headers})

    def _asked_again(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, float, http.client.HTTPMessage]:
        try:
            return self._ask(method, path, body, headers)
        except (http.client.RemoteDisconnected, ConnectionError):
            self.connection.close()
            return self._ask(method, path, body, headers)

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, float, http.client.HTTPMessage]:
        start = time.perf_counter()
        self.connection.request(method, path, body, headers={**self.headers, **headers})
        answer = self.connection.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - start, answer.headers
