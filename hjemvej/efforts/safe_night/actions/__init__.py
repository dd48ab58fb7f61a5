"""What do we change about a night? Places asked for, held, taken and left; and the night made up in the morning."""

from .holding import (
    AlreadyCome,
    AlreadyPlaced,
    PlaceNoLongerFree,
    cancel_hold,
    decline,
    expire_holds,
    extend_hold,
    hold_place,
    turn_away,
)
from .houses import MoreFreeThanPlaces, close_for_night, open_for_night, report_free_places
from .nights import correct_night, make_up_night
from .staying import NotOnTheWay, NotStaying, confirm_arrival, depart, did_not_come, extend_stay, move
from .undoing import undo_arrival
from .waiting import change_request, request_place, withdraw_request
from .walking_in import take_in

__all__ = [
    "AlreadyCome",
    "AlreadyPlaced",
    "MoreFreeThanPlaces",
    "NotOnTheWay",
    "NotStaying",
    "PlaceNoLongerFree",
    "cancel_hold",
    "change_request",
    "close_for_night",
    "confirm_arrival",
    "correct_night",
    "decline",
    "depart",
    "did_not_come",
    "expire_holds",
    "extend_hold",
    "extend_stay",
    "hold_place",
    "make_up_night",
    "move",
    "open_for_night",
    "report_free_places",
    "request_place",
    "take_in",
    "turn_away",
    "undo_arrival",
    "withdraw_request",
]
