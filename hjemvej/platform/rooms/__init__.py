"""What does each room bring, and what do they bring together? The types, and the list that config hands over."""

from .brought import Room
from .gathering import first_steps, front_pages, menu, person_lookup
from .house import RoomsHandedOverTwice, RoomsNotHandedOver, hand_over, rooms
from .lists import Cell, Contact, OverviewFigure, RegisterColumn, RegisterFilter
from .pages import Card, FirstStep, FrontPage, MenuItem, Moment, Part, PersonLookup, Step, TodayRows
from .rows import CourseKind, DemoLife, DraftForm, ImportColumn, Laid, MergeRule, Record, Told
from .words import Events, TableWords, Words

__all__ = [
    "Card",
    "Cell",
    "Contact",
    "CourseKind",
    "DemoLife",
    "DraftForm",
    "Events",
    "FirstStep",
    "FrontPage",
    "ImportColumn",
    "Laid",
    "MenuItem",
    "MergeRule",
    "Moment",
    "OverviewFigure",
    "Part",
    "PersonLookup",
    "Record",
    "RegisterColumn",
    "RegisterFilter",
    "Room",
    "RoomsHandedOverTwice",
    "RoomsNotHandedOver",
    "Step",
    "TableWords",
    "TodayRows",
    "Told",
    "Words",
    "first_steps",
    "front_pages",
    "hand_over",
    "menu",
    "person_lookup",
    "rooms",
]
