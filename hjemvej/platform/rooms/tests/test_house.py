"""Are the rooms handed over once, and is who asks earlier told what is wrong?"""

import pytest

from hjemvej.platform.rooms import Room, RoomsHandedOverTwice, RoomsNotHandedOver, hand_over, house, rooms


def test_who_asks_while_modules_are_still_imported_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(house, "_handed_over", None)
    with pytest.raises(RoomsNotHandedOver, match="never while a module is imported"):
        rooms()


def test_the_rooms_are_handed_over_once():
    with pytest.raises(RoomsHandedOverTwice, match="handed over already"):
        hand_over((Room(name="planted"),))
    assert len(rooms()) > 1
