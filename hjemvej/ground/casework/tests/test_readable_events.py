"""Which events does a citizen's timeline show, and which details of each?"""

from hjemvej.platform.audit.readable import details_of, timeline_events


def test_the_timeline_tells_of_nights_and_not_of_what_only_the_log_needs():
    shown = timeline_events()
    assert "safe_night.arrived" in shown
    assert "access.need_opened" not in shown
    assert "casework.note_written" not in shown  # the note itself is there


def test_a_room_may_say_more_of_its_event():
    assert details_of("situations.situation_recorded", {"kind": "gade"}) != ""
    assert details_of("situations.situation_recorded", {}) == ""
    assert details_of("law.rule_changed", {"kind": "x"}) == ""
