"""What do all rooms bring together? Each list in the order it is shown in; ties keep the order of the rooms."""

import datetime
import uuid
from collections.abc import Collection
from operator import attrgetter
from typing import TYPE_CHECKING

from .erasing import ErasingRules, Kept, Leaving, Sign
from .house import rooms
from .lists import Fact, LivingReason, OverviewFigure, RegisterColumn, RegisterFilter, Standing
from .pages import (
    Card,
    CoordinatedBy,
    DebtsTold,
    FirstStep,
    FormerName,
    FrontPage,
    Happenings,
    HomesOnTheWay,
    MenuItem,
    PaperLine,
    Part,
    PersonLookup,
    Reported,
    ShelterStays,
    StaysOfHouses,
    TakenPlaces,
    TaskKind,
    Text,
    TodayRows,
)
from .rows import Answered, DemoLife, DraftForm, ImportColumn, MergeRule, Record, Sealed

if TYPE_CHECKING:
    from hjemvej.platform.access.viewer import Viewer

by_place = attrgetter("place")


def menu() -> list[MenuItem]:
    return sorted((item for room in rooms() for item in room.menu), key=by_place)


def front_pages() -> list[FrontPage]:
    return sorted((page for room in rooms() for page in room.front_pages), key=by_place)


def first_steps() -> list[FirstStep]:
    return sorted((step for room in rooms() for step in room.first_steps), key=by_place)


def today_rows() -> list[TodayRows]:
    return sorted((rows for room in rooms() for rows in room.today), key=by_place)


def reports_tonight(viewer: "Viewer", at: datetime.datetime) -> list[Reported]:
    """List the reports of people nobody knows who may be outside tonight, the latest first."""
    found = [one for room in rooms() if room.reports_tonight for one in room.reports_tonight(viewer, at)]
    return sorted(found, key=attrgetter("since"), reverse=True)


def task_kinds() -> dict[str, TaskKind]:
    """Return the kinds of task, by the task's `kind`."""
    return {kind.key: kind for room in rooms() for kind in room.task_kinds}


def cards(*parts: Part) -> list[Card]:
    """List the cards in these parts of the person page."""
    return sorted((card for room in rooms() for card in room.cards if card.part in parts), key=by_place)


def happenings() -> list[Happenings]:
    return [room.happenings for room in rooms() if room.happenings]


def person_lookup() -> PersonLookup:
    """Return the lookup that the room of people brings."""
    (lookup,) = (room.person_lookup for room in rooms() if room.person_lookup)
    return lookup


def former_name() -> FormerName:
    """Return what the room of needs answers: the name of a citizen whose case is over."""
    (name,) = (room.former_name for room in rooms() if room.former_name)
    return name


def coordinated_by() -> CoordinatedBy:
    """Return what the room of casework answers: how many citizens a user coordinates."""
    (found,) = (room.coordinated_by for room in rooms() if room.coordinated_by)
    return found


def taken_places() -> TakenPlaces:
    """Return what the room of nights answers: which places are taken from a night on."""
    (taken,) = (room.taken_places for room in rooms() if room.taken_places)
    return taken


def stays_of_houses() -> StaysOfHouses:
    """Return what the room of nights does when a house stands under another paragraph."""
    (stays,) = (room.stays_of_houses for room in rooms() if room.stays_of_houses)
    return stays


def shelter_stays() -> ShelterStays:
    """Return what the room of nights answers: who stayed under § 110, and from when until when."""
    (stays,) = (room.shelter_stays for room in rooms() if room.shelter_stays)
    return stays


def home_on_the_way() -> HomesOnTheWay:
    """Return what the room of homes offered answers: the home that a citizen has said yes to."""
    (home,) = (room.home_on_the_way for room in rooms() if room.home_on_the_way)
    return home


def debt_told() -> DebtsTold:
    """Return what the room of signals answers: the debt that a signal told of."""
    (debt,) = (room.debt_told for room in rooms() if room.debt_told)
    return debt


class NoSuchDraftForm(LookupError):
    """A form keeps drafts that no room brings."""


class NoSuchCourseKind(LookupError):
    """The kind of a course is a kind that no room brings."""


def draft_form(key: str) -> DraftForm:
    """Return the form that a draft's key belongs to."""
    for form in draft_forms():
        if key == form.key or key.startswith(f"{form.key}-"):
            return form
    raise NoSuchDraftForm(f"No room brings a form whose drafts begin with {key!r}: name it in `drafts` of its room.py.")


def draft_forms() -> list[DraftForm]:
    return [form for room in rooms() for form in room.drafts]


def paper_lines(person_id: uuid.UUID, viewer: "Viewer", at: datetime.datetime) -> list[PaperLine]:
    """List the lines of the citizen's own paper, what is due first before all else."""
    found = [line for room in rooms() if room.paper for line in room.paper(person_id, viewer, at)]
    return sorted(found, key=lambda line: line.due_on or datetime.date.max)


def letter_kinds() -> dict[str, str]:
    """Return the page that opens a letter about a room's own row, by the kind of letter."""
    return {kind.key: kind.opens for room in rooms() for kind in room.letter_kinds}


def course_kinds() -> list[tuple[str, Text]]:
    """List every kind of course with its words, for the table's own choices and for forms."""
    kinds = sorted((kind for room in rooms() for kind in room.course_kinds), key=by_place)
    return [(kind.key, kind.label) for kind in kinds]


def known_course_kind(key: str) -> str:
    if key not in dict(course_kinds()):
        raise NoSuchCourseKind(
            f"No room brings a course of the kind {key!r}: name it in `course_kinds` of its room.py."
        )
    return key


def own_end_of_course(key: str, person_id: uuid.UUID, viewer: "Viewer") -> str:
    """Return the address of the page that alone ends a course of this kind now; nothing where any page may."""
    asked = next((kind.ends_on for room in rooms() for kind in room.course_kinds if kind.key == key), None)
    return asked(person_id, viewer) if asked else ""


def merge_rules() -> list[MergeRule]:
    """List the rules that say what a merge does with each table's rows, in the order of the rooms."""
    return [rule for room in rooms() for rule in room.merge]


def overdue(viewer: "Viewer", at: datetime.datetime) -> dict[str, list[str]]:
    """Return what should have happened by itself and has not, by the room's name; for alarms, so nothing of people."""
    found = {room.name: room.overdue(viewer, at) for room in rooms() if room.overdue}
    return {name: what for name, what in found.items() if what}


def records() -> list[Record]:
    """List the records for the ids in addresses; lower rooms' records are made first."""
    return [record for room in rooms() for record in room.records]


def sealed_rows() -> list[Sealed]:
    """List what the rooms keep sealed with the CPR keys."""
    return [sealed for room in rooms() for sealed in room.sealed]


def demo_lives() -> list[tuple[str, DemoLife]]:
    """List what each room adds to the invented town, with the room's name."""
    return [(room.name, life) for room in rooms() for life in room.demo]


def register_columns() -> list[RegisterColumn]:
    return sorted((column for room in rooms() for column in room.register_columns), key=by_place)


def register_filters() -> list[RegisterFilter]:
    return sorted((filter_ for room in rooms() for filter_ in room.register_filters), key=by_place)


def overview_figures() -> list[OverviewFigure]:
    return sorted((figure for room in rooms() for figure in room.figures), key=by_place)


def import_columns() -> dict[str, ImportColumn]:
    """Return, by key, the columns that rooms bring to the import of a team's own list."""
    return {column.key: column for room in rooms() for column in room.import_columns}


def facts() -> list[Fact]:
    """List what figures read, and remember when it was known: contacts with citizens too."""
    return [fact for room in rooms() for fact in room.facts]


def derive_again(
    person_ids: "Collection[uuid.UUID]", *, from_on: datetime.date | None, by: "Viewer", at: datetime.datetime
) -> None:
    """Let every room make again what it derives from where these people sleep, from a day on."""
    for room in rooms():
        if room.derives:
            room.derives(person_ids, from_on=from_on, by=by, at=at)


def living_reasons() -> dict[str, LivingReason]:
    """Return what keeps a need to know open, by key."""
    return {reason.key: reason for room in rooms() for reason in room.living_reasons}


def standings() -> list[Standing]:
    """List how a citizen may stand with each room, in the order that decides between what is due at once."""
    return sorted((standing for room in rooms() for standing in room.standings), key=by_place)


def signs() -> list[Sign]:
    """List what shows that a citizen's case lives."""
    return [sign for room in rooms() for sign in room.signs]


def kept_rows() -> list[Kept]:
    """List the rows with a rule of their own."""
    return [kept for room in rooms() for kept in room.kept]


def erasing_rules() -> list[ErasingRules]:
    """List by which rules of the law something is erased."""
    return [room.erases_by for room in rooms() if room.erases_by]


def leave(leaving: Leaving) -> None:
    """Let every room keep what its figures need of a citizen who is about to be erased."""
    for room in rooms():
        if room.leaves:
            room.leaves(leaving)


def tell_answered(answered: Answered) -> None:
    """Let every room hear of an answer about a row of its own."""
    for room in rooms():
        if room.answered:
            room.answered(answered)


def erase_again(*, by: "Viewer", at: datetime.datetime) -> int:
    """Erase those whom an older copy has brought back; return how many."""
    return sum(room.erases_again(by=by, at=at) for room in rooms() if room.erases_again)
