"""How long does the server take for every staff page, and with how many queries? Prints JSON: page → ms and queries."""

import json
import sys

from benchmarks.measuring import Timing, Visitor
from launch.town_people import ask_some, busiest_citizens, session_of, yesterday

from django.db import connection, reset_queries  # isort: skip
from django.test import Client  # isort: skip
from django.test.utils import CaptureQueriesContext  # isort: skip
from django.urls import get_resolver, reverse  # isort: skip

from hjemvej.platform.access.pages import Audience  # isort: skip
from hjemvej.platform.rooms import records  # isort: skip
from hjemvej.platform.rooms.addresses import ids_in, named_addresses  # isort: skip

TIMES, OF_EACH = 20, 8
NOT_QUERIES = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")


def addresses() -> dict[str, list[str]]:
    """Every staff page's addresses: one, or one for each of some records when it is about one."""
    known = {record.key: ask_some(f"SELECT id FROM {record.some}", OF_EACH) for record in records() if record.some}
    known |= {"person_id": busiest_citizens(OF_EACH), "key": ["inactive_after"], "night": [str(yesterday())]}
    found: dict[str, list[str]] = {}
    for name, pattern in named_addresses(get_resolver()).items():
        keys = ids_in(pattern)
        if getattr(pattern.callback, "audience", None) is Audience.STAFF and all(known.get(key) for key in keys):
            together = zip(*(known[key] for key in keys), strict=False) if keys else [()]
            found[name] = [reverse(name, args=ids) for ids in together]
    return found


def queries_of(session: str, path: str) -> int:
    client = Client(headers={"host": "localhost"})
    client.cookies["sessionid"] = session
    reset_queries()  # Django keeps the last 9,000 alone: when they are full, it would count none
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return sum(not query["sql"].startswith(NOT_QUERIES) for query in captured)


def main(port: int) -> None:
    session = session_of("leder")
    visitor, told = Visitor(port, session), {}
    for name, paths in addresses().items():
        there = [path for path in paths if visitor.get(path)[0] == 200]  # what is only sent, or not so now, is no page
        if not there:
            continue
        visitor.get(there[0])  # warm
        timing = Timing.of([visitor.get(there[number % len(there)])[1] for number in range(TIMES)])
        told[name] = {
            "best": timing.best,
            "middle": timing.middle,
            "p95": timing.p95,
            "queries": max(queries_of(session, path) for path in there),
        }
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
