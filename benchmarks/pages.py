"""How long does the server take for each staff page, and with how many queries? Prints JSON: page → ms and queries."""

import json
import sys

from benchmarks.measuring import Timing, Visitor
from launch.town_people import ask_one, busiest_citizens, session_of

from django.db import connection  # isort: skip
from django.test import Client  # isort: skip
from django.test.utils import CaptureQueriesContext  # isort: skip
from django.urls import reverse  # isort: skip

TIMES = 20
NOT_QUERIES = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
PLAIN = (
    "staff:today", "staff:register", "one_entry:inbox", "one_entry:record", "safe_night:board", "safe_night:morning",
    "mapping:overview", "law:rules", "partners:organisations", "homes:places", "access:members",
)  # fmt: skip
OF_A_PERSON = (
    "staff:person", "casework:notes", "casework:timeline", "casework:write_note", "situations:history",
    "people:person_edit", "access:log",
)  # fmt: skip


def addresses() -> dict[str, list[str]]:
    """Each page's addresses: several citizens for a page that is about one."""
    citizens = busiest_citizens(8)
    found = {name: [reverse(name)] for name in PLAIN}
    found |= {name: [reverse(name, args=[citizen]) for citizen in citizens] for name in OF_A_PERSON}
    request = ask_one("SELECT id FROM safe_night_placerequest WHERE status = 'waiting' ORDER BY requested_at LIMIT 1")
    inquiry = ask_one(
        "SELECT id FROM one_entry_inquiry WHERE status <> 'closed' AND person_id IS NOT NULL"
        " ORDER BY received_at LIMIT 1"
    )
    found["safe_night:find_place"] = [reverse("safe_night:find_place", args=[request])]
    found["one_entry:inquiry"] = [reverse("one_entry:inquiry", args=[inquiry])]
    return found


def queries_of(session: str, path: str) -> int:
    client = Client(headers={"host": "localhost"})
    client.cookies["sessionid"] = session
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return sum(not query["sql"].startswith(NOT_QUERIES) for query in captured)


def main(port: int) -> None:
    session = session_of("leder")
    visitor, told = Visitor(port, session), {}
    for name, paths in addresses().items():
        for path in paths[:2]:
            visitor.get(path)  # warm
        seconds = []
        for number in range(TIMES):
            status, took, _headers = visitor.get(paths[number % len(paths)])
            if status != 200:
                raise RuntimeError(f"{name} answered {status}")
            seconds.append(took)
        timing = Timing.of(seconds)
        told[name] = {
            "best": timing.best,
            "middle": timing.middle,
            "p95": timing.p95,
            "queries": max(queries_of(session, path) for path in paths[:3]),
        }
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
