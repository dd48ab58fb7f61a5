"""How long does the server take for every staff page, and with how many queries? Prints JSON: page → ms and queries."""

import json
import sys

from benchmarks.measuring import Timing, Visitor
from launch.town_people import ask_some, busiest_citizens, session_of, yesterday

from django.db import connection  # isort: skip
from django.test import Client  # isort: skip
from django.test.utils import CaptureQueriesContext  # isort: skip
from django.urls import get_resolver, reverse  # isort: skip

from hjemvej.platform.access.pages import Audience  # isort: skip
from hjemvej.platform.rooms.addresses import ids_in, named_addresses  # isort: skip

TIMES, OF_EACH = 20, 8
NOT_QUERIES = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT")
RECORDS = {  # some records of each kind, as their pages' addresses name them
    "inquiry_id": "one_entry_inquiry WHERE status <> 'closed' AND person_id IS NOT NULL ORDER BY received_at",
    "request_id": "safe_night_placerequest WHERE status = 'waiting' ORDER BY requested_at",
    "occupancy_id": "safe_night_occupancy WHERE status = 'staying' ORDER BY made_at",
    "note_id": "casework_note ORDER BY written_at DESC",
    "task_id": "casework_task WHERE done_at IS NULL ORDER BY due_at",
    "course_id": "casework_course WHERE closed_at IS NULL ORDER BY opened_at",
    "house_id": "shelters_house ORDER BY name",
    "place_id": "shelters_place ORDER BY id",
    "organisation_id": "access_organisation WHERE kind <> 'team' ORDER BY name",
    "membership_id": "access_membership ORDER BY id",
}


def addresses() -> dict[str, list[str]]:
    """Every staff page's addresses: one, or one for each of some records when it is about one."""
    known = {key: ask_some(f"SELECT id FROM {rows}", OF_EACH) for key, rows in RECORDS.items()}
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
