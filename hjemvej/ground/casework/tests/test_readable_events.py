"""Does every event have words a person can read? The log and the timeline show nothing else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from hjemvej.platform.audit.readable import readable_events, timeline_events, told

HOUSE = Path(__file__).resolve().parents[3]
NAMES_PAGES = ("record_look", "record_listing")  # their first word is a page, not an event


def recorded(source: str, room: str) -> set[str]:
    """The names of a room's events in its actions: each text `room.thing_done` that is not the name of a page."""
    tree = ast.parse(source)
    pages = set(_pages(tree))
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in pages)
    return {str(text.value) for text in texts if re.fullmatch(rf"{room}\.[a-z_]+", str(text.value))}


def _pages(tree: ast.AST) -> Iterator[ast.expr]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            yield from (word.value for word in call.keywords if word.arg == "page")
            if ast.unparse(call.func).split(".")[-1].startswith(NAMES_PAGES):
                yield from call.args[:1]


def test_every_event_of_every_room_has_words():
    files = [*HOUSE.glob("*/*/actions.py"), *HOUSE.glob("*/*/actions/*.py")]
    assert len(files) > 5
    rooms = {file: file.parent.name if file.name == "actions.py" else file.parent.parent.name for file in files}
    named = {name for file, room in rooms.items() for name in recorded(file.read_text(), room)}
    assert sorted(named - set(readable_events())) == []


def test_an_event_without_words_is_seen():
    source = (
        'record("casework.thing_done", by=by)\nopen(page="casework.note")\naudit.record_look("casework.list", by=by)'
    )
    assert recorded(source, "casework") == {"casework.thing_done"}


def test_the_timeline_tells_of_nights_and_not_of_what_only_the_log_needs():
    shown = timeline_events()
    assert "safe_night.arrived" in shown
    assert "access.need_opened" not in shown
    assert "casework.note_written" not in shown  # the note itself is there


def test_a_room_may_say_more_of_its_event():
    assert told("situations.situation_recorded", {"kind": "gade"}) != ""
    assert told("situations.situation_recorded", {}) == ""
    assert told("law.rule_changed", {"kind": "x"}) == ""
