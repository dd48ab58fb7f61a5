"""Is there one next step, and the right one? Without a database."""

import pytest

from hjemvej.efforts.one_entry.rules import next_step

NEW = {"status": "new", "needs_place": False, "knows_whom": True, "waits_for_answer": True, "is_answered": False}


@pytest.mark.parametrize(
    ("differs", "step"),
    [
        ({}, "take_inquiry"),
        ({"needs_place": True}, "find_place"),
        ({"needs_place": True, "knows_whom": False}, "link_person"),
        ({"needs_place": True, "status": "taken", "is_answered": True}, "close_inquiry"),
        ({"status": "taken"}, "answer_inquiry"),
        ({"status": "taken", "knows_whom": False}, "link_person"),
        ({"status": "taken", "knows_whom": False, "is_answered": True}, "close_inquiry"),
        ({"status": "taken", "waits_for_answer": False}, "close_inquiry"),
        ({"status": "closed"}, ""),
    ],
)
def test_the_next_step_with_an_inquiry(differs, step):
    assert next_step(**{**NEW, **differs}) == step
