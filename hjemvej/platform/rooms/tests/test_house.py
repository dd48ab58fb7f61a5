"""Are the rooms handed over once, and does an earlier reader get an error that says what is wrong?"""

import pytest

from hjemvej.platform.rooms import Room, RoomsHandedOverTwice, RoomsNotHandedOver, hand_over, house, rooms


def test_reading_the_rooms_during_imports_fails_with_a_sentence_that_says_what_to_do(monkeypatch):
    monkeypatch.setattr(house, "_handed_over", None)
    with pytest.raises(RoomsNotHandedOver, match="never while a module is imported"):
        rooms()


def test_the_rooms_are_handed_over_once():
    with pytest.raises(RoomsHandedOverTwice, match="handed over already"):
        hand_over((Room(name="planted"),))
    assert len(rooms()) > 1
