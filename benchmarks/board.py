"""How fast is the night board's refresh with fifty people looking, while somebody keeps changing it? Prints JSON."""

import json
import sys
import threading
import time

from benchmarks.measuring import Timing, Visitor
from launch.town_people import session_of

from django.urls import reverse  # isort: skip

LOOKING, ROUNDS, EVERY = 50, 6, 15.0  # as often as the page itself asks


def looker(port: int, session: str, path: str, start: float, number: int, seconds: list[float]) -> None:
    """One person's page, refreshed as often as the page asks itself; an unchanged board is answered 304."""
    visitor, seen = Visitor(port, session), ""
    for turn in range(ROUNDS):
        time.sleep(max(0.0, start + EVERY * (turn + number / LOOKING) - time.monotonic()))
        status, took, headers = visitor.get(path, **({"If-None-Match": seen} if seen else {}), **{"HX-Request": "true"})
        if status not in (200, 304):
            raise RuntimeError(f"the board answered {status}")
        seen = headers.get("ETag", "") or seen
        if turn:  # the first is the page being opened, not refreshed
            seconds.append(took)


def at_work(port: int, session: str, path: str, over: threading.Event) -> None:
    """Somebody who searches meanwhile: it is written down, and so no board is answered 304."""
    visitor = Visitor(port, session)
    while not over.wait(EVERY / 3):
        visitor.post(path, {"q": "eksempel"})


def main(port: int) -> None:
    seconds: list[float] = []
    path, start = reverse("safe_night:board"), time.monotonic() + 3
    lookers = [
        threading.Thread(target=looker, args=(port, session_of("koordinator"), path, start, number, seconds))
        for number in range(LOOKING)
    ]
    over, asks = threading.Event(), reverse("safe_night:someone_needs_a_place")
    colleague = threading.Thread(target=at_work, args=(port, session_of("leder"), asks, over))
    for one in (colleague, *lookers):
        one.start()
    for one in lookers:
        one.join()
    over.set()
    colleague.join()
    timing = Timing.of(seconds)
    print(json.dumps({"refreshes": len(seconds), "middle": timing.middle, "p95": timing.p95}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
