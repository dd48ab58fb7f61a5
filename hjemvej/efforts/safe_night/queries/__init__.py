"""What do we ask about nights? Who waits, what is free, who sleeps where, and how many nights were without safety."""

from .figures import UnsafeNights, picture, unsafe_nights
from .guests import HousePage, house_page, may_be_undone, may_still_arrive, occupancy, own_house
from .handed_over import courses_until, handed_over, what_was_said
from .mornings import Morning, morning, night_in_short, nights_outside, persons_night, slept_inside, stays_on
from .names import shown_name
from .persons import (
    NOTICE,
    asked_for,
    needs_me,
    open_notice,
    person_card,
    responsible_team,
    shelter_clock,
    unplaced,
    unplaced_tonight,
)
from .places import GIVEN_AWAY, HouseTonight, Slot, free_and_given_away, free_slots, houses_tonight, place_of
from .placing import Offer, find_place, needs_known, request
from .tonight import (
    Board,
    Fingerprint,
    Held,
    Waiting,
    active,
    board,
    fingerprint,
    one_waiting,
    places_of_person,
    waiting,
)
from .tried import what_was_tried

__all__ = [
    "GIVEN_AWAY",
    "NOTICE",
    "Board",
    "Fingerprint",
    "Held",
    "HousePage",
    "HouseTonight",
    "Morning",
    "Offer",
    "Slot",
    "UnsafeNights",
    "Waiting",
    "active",
    "asked_for",
    "board",
    "courses_until",
    "find_place",
    "fingerprint",
    "free_and_given_away",
    "free_slots",
    "handed_over",
    "house_page",
    "houses_tonight",
    "may_be_undone",
    "may_still_arrive",
    "morning",
    "needs_known",
    "needs_me",
    "night_in_short",
    "nights_outside",
    "occupancy",
    "one_waiting",
    "open_notice",
    "own_house",
    "person_card",
    "persons_night",
    "picture",
    "place_of",
    "places_of_person",
    "request",
    "responsible_team",
    "shelter_clock",
    "shown_name",
    "slept_inside",
    "stays_on",
    "unplaced",
    "unplaced_tonight",
    "unsafe_nights",
    "waiting",
    "what_was_said",
    "what_was_tried",
]
