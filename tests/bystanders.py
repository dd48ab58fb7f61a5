"""Do bystanders' rows stay as they were while a test calls an action?

Every action is about certain citizens and papers; the bystanders are all others. Whenever a room's own test, or a page
that it opens, calls an action of the room, the bystanders' rows are there: other citizens and papers of the caller's
team and desk, and a whole other team. Tests of portals and of the whole house have them at every action. Afterwards
each of their rows must be unchanged, and no new row may mention them; then they are removed, so that a test may still
count a whole table.

Their keys begin alike, so that a single query finds every row that mentions a bystander.
"""

import contextlib
import datetime
import functools
import importlib
import inspect
import json
import os
import pkgutil
import sys
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from django.apps import apps
from django.db import connection, models
from django.utils import timezone
from psycopg.pq import TransactionStatus
from psycopg.rows import tuple_row

import hjemvej
from hjemvej.efforts.one_entry.models import Inquiry, InquiryStep
from hjemvej.efforts.safe_night.models import (
    AdmissionNotice,
    Answer,
    HouseReport,
    Night,
    Occupancy,
    PlaceRequest,
    ToldNight,
)
from hjemvej.ground.casework.models import Coordination, Course, Draft, Note, Task
from hjemvej.ground.partners.models import ContactPerson, Partner, SharingAgreement
from hjemvej.ground.people.models import ContactWay, HouseholdMember, Person, PersonName, ResponsibleMunicipality
from hjemvej.ground.shelters.models import Closure, House, OpeningHours, Place, Room
from hjemvej.ground.situations.models import Confirmation, HomelessSince, Situation, StreetObservation
from hjemvej.ground.spreadsheets.models import ColumnMapping, ImportedRow, Upload
from hjemvej.platform.access.models import Membership, NeedToKnow, Organisation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.identity.models import User
from hjemvej.platform.rooms import Bystander, rooms
from tests.rows import AsPostgreSQLReads

# Actions that are about all citizens, so that there is no bystander.
ABOUT_EVERYBODY = {"settle_night", "settle_nights", "write_verdicts", "latest_overview", "count_overview",
                   "seal_documents_anew", "seal_uploads_anew", "begin_meeting"}  # fmt: skip

KEYS_BEGIN = "b0b0b0b0"
FIRST_NUMBER = 900_000_000  # far above the numbers that the database gives
CALLERS_TEAM = "b0b0b0b0-0000-4000-8000-000000000001"  # in the rows, until an action is called
CALLER = "b0b0b0b0-0000-4000-8000-000000000002"
PLACEHOLDERS = (CALLERS_TEAM, CALLER)
COLLEAGUE = f"{KEYS_BEGIN}-0000-4000-8000-{FIRST_NUMBER + 2:012d}"  # a worker for tests without a user
OFTEN_ENOUGH = 2  # calls of an action in a test that get bystanders; each costs a hundredth of a second
LOG = "audit_event"
PAGES_TESTS = ("tests/", "hjemvej/portals/")  # have bystanders at any action; a room's tests at the room's own
DAY = datetime.timedelta(days=1)
Whose = tuple[str, str]  # the caller's organisation and user


class Rows:
    """The bystanders' rows, in the order in which the database takes them."""

    def __init__(self, night: datetime.date) -> None:
        self.night = night
        self.at = datetime.datetime.combine(night, datetime.time(6), datetime.UTC)
        self.of: dict[type[models.Model], list[models.Model]] = {}
        self.number = FIRST_NUMBER

    def add(self, model: type[models.Model], **values: Any) -> Any:
        self.number += 1
        if isinstance(model._meta.pk, models.UUIDField):
            values["pk"] = uuid.UUID(f"{KEYS_BEGIN}-0000-4000-8000-{self.number:012d}")
        elif isinstance(model._meta.pk, models.AutoField):
            values["pk"] = self.number
        row = model(**values)
        self.of.setdefault(model, []).append(row)
        return row


@dataclass(frozen=True)
class Team:
    """The rows that a citizen's rows refer to."""

    id: uuid.UUID
    worker_id: uuid.UUID
    house: House
    places: list[Place]


@functools.cache
def rows(night: datetime.date) -> dict[type[models.Model], list[models.Model]]:
    """Make the caller's team with citizens expected, asleep and waiting; and another team with a citizen asleep."""
    made = Rows(night)
    other = made.add(Organisation, name="Åndeløs Uberørt", kind="team")
    colleague = made.add(User, email="aa.uberoert@example.org", name="Ole Uberørt", password="!")
    made.add(Membership, user=colleague, organisation=other, role="coordinator", from_on=night - 300 * DAY)
    for team_id, worker_id in [(uuid.UUID(CALLERS_TEAM), uuid.UUID(CALLER)), (other.pk, colleague.pk)]:
        team = _house(made, team_id, worker_id)
        _citizen(made, team, team.places[0], "staying")
        if team_id != other.pk:
            _citizen(made, team, team.places[1], "held")
            _citizen(made, team, None, "")
        _desk(made, team)
    return made.of


def _house(made: Rows, team_id: uuid.UUID, worker_id: uuid.UUID) -> Team:
    """Make the team's house with its hours, and a partner's papers; its third place is closed."""
    mark, long_ago = f"uberørt {made.number}", made.night - 300 * DAY
    partner = made.add(Partner, organisation=made.add(Organisation, name=f"Partneren, {mark}", kind="shelter"))
    made.add(ContactPerson, partner=partner, name=f"Kontakt, {mark}")
    made.add(SharingAgreement, partner=partner, direction="sees", what="guests", legal_basis="SEL § 110",
             from_on=long_ago)  # fmt: skip
    house = made.add(House, name=f"Huset, {mark}", kind="shelter", organisation_id=team_id, order=900,
                     municipality_code="350", municipality_name="Lejre")  # fmt: skip
    made.add(OpeningHours, house=house, weekday=made.night.weekday(), opens_at=datetime.time(0),
             closes_at=datetime.time(23, 59))  # fmt: skip
    room = made.add(Room, house=house, name="Uberørt værelse")
    places = [made.add(Place, room=room, label=f"uberørt {letter}") for letter in "abc"]
    made.add(Closure, place=places[2], from_night=long_ago, why="vandskade")
    made.add(HouseReport, house=house, night=made.night, free_places=1, reported_at=made.at, reported_by_id=worker_id)
    return Team(team_id, worker_id, house, places)


def _desk(made: Rows, team: Team) -> None:
    """Make rows of a team and its worker that are about no citizen."""
    made.add(StreetObservation, seen_at=made.at, where="stationen", people=2, organisation_id=team.id,
             recorded_at=made.at, recorded_by_id=team.worker_id)  # fmt: skip
    made.add(Upload, user_id=team.worker_id, organisation_id=team.id, filename="uberørt.xlsx", content="x",
             listed_on=made.night, uploaded_at=made.at, expires_at=made.at + 3000 * DAY)  # fmt: skip
    made.add(ColumnMapping, organisation_id=team.id, signature=f"uberørt {team.house.pk}", fields=[],
             chosen_at=made.at)  # fmt: skip
    made.add(Inquiry, received_at=made.at, recorded_at=made.at, organisation_id=team.id, channel="phone",
             about="en uberørt mand", asker_kind="neighbour", tonight="no_place")  # fmt: skip


def _citizen(made: Rows, team: Team, place: Place | None, status: str) -> None:
    """Make a citizen of the team with rows in every room."""
    night, at, long_ago = made.night, made.at, made.night - 300 * DAY
    person = made.add(Person, given_names="Nanna", surname=f"Uberørt {made.number}", created_at=at, animals="kat")
    for basis in ("case", "guest"):
        made.add(NeedToKnow, person_id=person.pk, organisation_id=team.id, basis=basis, from_at=at)
    made.add(PersonName, person=person, kind="alias", name="Nan", known_from=at)
    made.add(ContactWay, person=person, kind="phone", value="00 00 00 02", is_preferred=True)
    made.add(HouseholdMember, person=person, relation="child", name="Barn Uberørt")
    made.add(ResponsibleMunicipality, person=person, municipality_code="265", municipality_name="Roskilde",
             from_on=long_ago)  # fmt: skip
    made.add(Situation, person=person, kind="gade", from_on=long_ago, source="før", certainty="seen", recorded_at=at)
    made.add(Confirmation, person=person, confirmed_on=long_ago, source="uberørt", certainty="seen", recorded_at=at)
    made.add(HomelessSince, person=person, began_on=long_ago, by_on=long_ago, precision="day", recorded_at=at)
    made.add(ImportedRow, organisation_id=team.id, mark=f"uberørt {person.pk}", person=person, imported_at=at)
    _casework(made, team, person)
    _inquiry(made, team, person)
    place_request = made.add(PlaceRequest, person=person, night=night, status="placed" if place else "waiting",
                     organisation_id=team.id, requested_at=at, requested_by_id=team.worker_id)  # fmt: skip
    made.add(Answer, request=place_request, house=team.house, kind="declined", words="uberørt", at=at,
             by_id=team.worker_id)  # fmt: skip
    made.add(Night, person=person, night=night - DAY, outcome="unsafe", recorded_at=at)
    made.add(ToldNight, person=person, night=night - DAY, outcome="unsafe", told_at=at, told_by_id=team.worker_id)
    if place:
        stay = made.add(Occupancy, place=place, house=team.house, person=person, request=place_request,
                 from_night=night, status=status, held_until=at + 3000 * DAY, made_at=at, made_by_id=team.worker_id,
                 arrived_at=at if status == "staying" else None)  # fmt: skip
        made.add(AdmissionNotice, occupancy=stay, person=person, house=team.house, admitted_on=night)

    for brought in rooms():
        if brought.bystanders:
            brought.bystanders(Bystander(made.add, person, team.id, team.worker_id, night, at))


def _casework(made: Rows, team: Team, person: Person) -> None:
    """Make the caller's unsigned note (a signed note can never be removed), open tasks, a draft and a course."""
    at, worker_id = made.at, team.worker_id
    made.add(Coordination, person=person, coordinator_id=worker_id, from_on=made.night - 300 * DAY)
    made.add(Course, person=person, kind="safe_night", opened_at=at)
    made.add(Note, person=person, kind="contact", text="Uberørt.", happened_at=at, written_at=at, author_id=worker_id,
             organisation_id=team.id)  # fmt: skip
    for kind, law_key in [("own", ""), ("shelter_notice", "shelter_notice")]:
        made.add(Task, person=person, organisation_id=team.id, kind=kind, law_key=law_key, title="En uberørt opgave",
                 due_at=at + 3 * DAY, assigned_to_id=worker_id, created_at=at, created_by_id=worker_id,
                 clock_started_on=made.night)  # fmt: skip
    made.add(Draft, user_id=worker_id, key=f"note-{person.pk}", person_id=person.pk, fields={"text": "uberørt"},
             saved_at=at)  # fmt: skip


def _inquiry(made: Rows, team: Team, person: Person) -> None:
    at = made.at
    inquiry = made.add(Inquiry, received_at=at, recorded_at=at, organisation_id=team.id, channel="partner",
                       sent_by_id=team.id, asker_kind="professional", person=person, text="Uberørt", status="taken",
                       taken_by_id=team.worker_id, taken_at=at)  # fmt: skip
    made.add(InquiryStep, inquiry=inquiry, kind="taken", at=at, by_id=team.worker_id)


# --- there while an action is called -----------------------------------------------------------------------------


@functools.cache
def _insert(night: datetime.date) -> tuple[str, str, list[str]]:
    """Return statements that insert and delete the bystanders' rows, two a table, and the rows as JSON."""
    laying, taking, values = [], [], []
    for model, made in rows(night).items():
        fields, table = model._meta.concrete_fields, model._meta.db_table
        columns = ", ".join(f'"{field.column}"' for field in fields)
        laying.append(
            f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::"{table}", %s)'
        )
        cells = [{field.column: field.value_from_object(row) for field in fields} for row in made]
        values.append(json.dumps(cells, cls=AsPostgreSQLReads))
        keys = ", ".join(f"'{row.pk}'" for row in made)
        taking.append(f'DELETE FROM "{table}" WHERE "{model._meta.pk.column}" IN ({keys})')
    return "; ".join(laying), "; ".join(reversed(taking)), values


def _select(tables: set[str]) -> str:
    """Select every row that mentions a bystander; of the log only what was done to one, for shown lists are logged."""
    parts = []
    for table, key in _tables().items():
        which = f"person_id::text LIKE '{KEYS_BEGIN}%'" if table == LOG else f"to_jsonb(t)::text LIKE '%{KEYS_BEGIN}%'"
        if table in tables:
            parts.append(f"""SELECT '{table} ' || "{key}", to_jsonb(t)::text FROM "{table}" t WHERE {which}""")
    return " UNION ALL ".join(parts) or "SELECT '', '' WHERE false"


@functools.cache
def _tables() -> dict[str, str]:
    """Return our tables with their keys, without the log of looks and changes."""
    ours = [model for model in apps.get_models() if model._meta.managed and model.__module__.startswith("hjemvej.")]
    tables = {model._meta.db_table: str(model._meta.pk.column) for model in ours}
    return {table: key for table, key in tables.items() if table == LOG or not table.startswith("audit_")}


def _written(cursor: "psycopg.ClientCursor[tuple[Any, ...]]") -> dict[str, int]:
    """Count by table the rows that this transaction has written so far, as PostgreSQL counts them."""
    counts = " + ".join(f"pg_stat_get_xact_tuples_{what}(id)" for what in ("inserted", "updated", "deleted"))
    named = ", ".join(f"('{table}')" for table in _tables())
    question = f"SELECT name, {counts} FROM (VALUES {named}) t (name), to_regclass(name) id"
    return dict(cursor.execute(question).fetchall())


_laid: dict[datetime.date, dict[str, str]] = {}


def _before(cursor: "psycopg.ClientCursor[tuple[Any, ...]]", night: datetime.date, whose: Whose) -> dict[str, str]:
    """Return the rows just laid out; all rows of a night are alike but for the caller, so they are read once."""
    if night in _laid:
        return {key: _swapped(PLACEHOLDERS, whose, text) for key, text in _laid[night].items()}
    found = dict(cursor.execute(_select(set(_tables()))).fetchall())
    if whose[1] != COLLEAGUE:  # who is in the rows already
        _laid[night] = {key: _swapped(whose, PLACEHOLDERS, text) for key, text in found.items()}
    return found


def _swapped(old: Whose, new: Whose, text: str) -> str:
    return text.replace(old[0], new[0]).replace(old[1], new[1])


@contextlib.contextmanager
def standing_by(caller: Viewer | None, night: datetime.date) -> Iterator[None]:
    """Insert the bystanders, compare their rows before and after, and delete them again; without a team, nobody."""
    laying, taking, values = _insert(night)
    with _owner() as cursor:
        whose = _whose(cursor, caller)
        if whose:
            _unlogged(cursor, laying, [_swapped(PLACEHOLDERS, whose, value) for value in values])
            before, written = _before(cursor, night, whose), _written(cursor)
    if not whose:
        yield
        return
    try:
        yield
    finally:
        if not connection.needs_rollback and connection.connection.info.transaction_status == TransactionStatus.INTRANS:
            with _owner() as cursor:
                touched = {table for table, count in _written(cursor).items() if count != written[table]}
                after = dict(cursor.execute(_select(touched)).fetchall())
                _unlogged(cursor, taking, [])
            changed = differences({key: row for key, row in before.items() if key.split()[0] in touched}, after)
            assert not changed, f"not about them, and yet: {changed}"


def _unlogged(cursor: "psycopg.ClientCursor[tuple[Any, ...]]", statements: str, values: list[str]) -> None:
    """Run several statements together without the change log, and on the tests' own server without any trigger."""
    if _one(cursor, "SELECT has_parameter_privilege('session_replication_role', 'SET')"):
        asleep, awake = (f"SET LOCAL session_replication_role = {role}" for role in ("replica", "origin"))
        cursor.execute(f"{asleep}; {statements}; {awake}", values)
        return
    last = _one(cursor, "SELECT coalesce(max(id), 0) FROM audit_change")
    cursor.execute(statements, values)
    cursor.execute("DELETE FROM audit_change WHERE id > %s", [last])


@contextlib.contextmanager
def _owner() -> Iterator["psycopg.ClientCursor[tuple[Any, ...]]"]:
    """Give a cursor of the tables' owner in the test's own transaction, unknown to Django, so no test counts it."""
    with psycopg.ClientCursor(connection.connection, row_factory=tuple_row) as cursor:
        role = _one(cursor, "SELECT current_setting('role')")
        cursor.execute("SET ROLE NONE")
        yield cursor
        cursor.execute(f"SET ROLE {role}")


def _one(cursor: "psycopg.ClientCursor[tuple[Any, ...]]", question: LiteralString) -> Any:
    """Return the first value of the first row, if there is a row."""
    row = cursor.execute(question).fetchone()
    return row[0] if row else None


def _whose(cursor: "psycopg.ClientCursor[tuple[Any, ...]]", caller: Viewer | None) -> Whose | None:
    """Return the caller's organisation and user, else the first in the database; None without a team."""
    first_team_id, first_user_id = cursor.execute(
        "SELECT (SELECT id FROM access_organisation WHERE kind = 'team' ORDER BY name LIMIT 1),"
        " (SELECT id FROM identity_user ORDER BY email LIMIT 1)"
    ).fetchall()[0]
    if first_team_id is None:
        return None
    team_id = (caller and caller.organisation_id) or first_team_id
    return str(team_id), str((caller and caller.user_id) or first_user_id or COLLEAGUE)


def differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """List the changed rows, a row a line."""
    sentences = [f"{key} vanished" for key in before.keys() - after.keys()]
    sentences += [f"{key} was written: {after[key]}" for key in after.keys() - before.keys()]
    for key in before.keys() & after.keys():
        if before[key] != after[key]:
            old, new = json.loads(before[key]), json.loads(after[key])
            sentences.append(
                f"{key} changed: { ({name: (old[name], new[name]) for name in old if old[name] != new[name]}) }"
            )
    return sorted(sentences)


_is_called = False
_accompanied: Counter[tuple[str, Callable[..., Any]]] = Counter()


def in_company(action: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap the action, so that it has bystanders unless another action calls it or no test's transaction is open."""

    home = "/".join(action.__module__.split(".")[:3])  # hjemvej/ground/people

    @functools.wraps(action)
    def called(*given: Any, **named: Any) -> Any:
        global _is_called
        if _is_called or not connection.in_atomic_block or connection.needs_rollback:
            return action(*given, **named)
        test = os.environ.get("PYTEST_CURRENT_TEST", "")
        if not test.startswith((*PAGES_TESTS, f"{home}/")):
            return action(*given, **named)
        times = (test, action)
        _accompanied[times] += 1
        if _accompanied[times] > OFTEN_ENOUGH:
            return action(*given, **named)
        at = named.get("at") or timezone.now()
        _is_called = True
        try:
            with standing_by(named.get("by"), timezone.localdate(at - datetime.timedelta(hours=4))):
                return action(*given, **named)
        finally:
            _is_called = False

    return called


@contextlib.contextmanager
def away() -> Iterator[None]:
    """Nobody stands by: for a test that looks at something else, and calls many actions."""
    global _is_called
    _is_called = True
    yield
    _is_called = False


def accompany_all_actions() -> None:
    """Wrap every public action of every room, in each module that imports it."""
    accompanied: dict[Callable[..., Any], Callable[..., Any]] = {}
    for listed in pkgutil.walk_packages(hjemvej.__path__, "hjemvej."):
        if ".actions" in listed.name and not listed.name.startswith("hjemvej.platform.audit."):
            for name, action in vars(importlib.import_module(listed.name)).items():
                is_its_own = inspect.isfunction(action) and action.__module__ == listed.name
                if is_its_own and not name.startswith("_") and name not in ABOUT_EVERYBODY:
                    accompanied[action] = in_company(action)
    for module in [module for name, module in sys.modules.items() if name.startswith("hjemvej.")]:
        for name, action in list(vars(module).items()):
            if inspect.isfunction(action) and action in accompanied:
                setattr(module, name, accompanied[action])
