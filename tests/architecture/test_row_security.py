"""Which viewers see and write a row of each guarded table? Tried row by row, through the web role itself.

The tables come from the models, so that a new table is tested too.
"""

import datetime
import itertools
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from conftest import NOBODY, as_owner
from hjemvej.ground.casework.models import Note
from hjemvej.ground.documents.models import Document
from hjemvej.ground.people.models import ContactWay, Person
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.queries import needs_of
from hjemvej.platform.access.viewer import Viewer, citizen, looking_as, machine
from hjemvej.platform.audit.row_security import (
    ORGANISATION,
    USER,
    everybody,
    everybody_signed_in,
    needs_to_know,
    nobody,
    seen_by_machine,
    seen_by_the_citizen,
)
from hjemvej.platform.identity.models import User
from hjemvej.platform.operations.declared import function

from .house import our_models
from .rows import Right, Town, decides, does, make_town, rights, row_of, sees, writes

GUARDED = [model for model in our_models() if model._meta.managed and not model.rows.is_open]  # type: ignore[attr-defined]
TABLES = [pytest.param(model, id=model._meta.label) for model in GUARDED]
pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return make_town()


@pytest.mark.parametrize("model", TABLES)
def test_only_viewers_with_a_right_to_a_row_see_and_write_it(model: type[Model], town: Town):
    assert faults_of(model, town) == []


# --- the viewers of each row -------------------------------------------------------------------------------------


def rightful(town: Town, given: frozenset[Right]) -> Iterator[tuple[str, Viewer]]:
    """Return a viewer with these rights and no other, and the needs that give them."""
    others = town.team if "municipal" in given else town.ours
    organisation = town.owner if "organisation" in given else others
    user = town.owner_user if "user" in given else town.user
    who = f"has {' and '.join(sorted(given)) or 'no right'}"
    if "need" in given:
        yield who, the_need(town, user, organisation, hours=(-1, None))
        yield f"{who} by breaking the glass", the_need(town, user, organisation, hours=(-1, 1), user=user)
    else:
        yield who, the_need(town, user, organisation)


def strangers(town: Town) -> Iterator[tuple[str, Viewer]]:
    """Yield viewers without a right to any row of the town's person or owner, and the reason."""
    us = (town, town.user, town.ours)
    yield "knows no citizen", the_need(*us)
    yield "the need has expired", the_need(*us, hours=(-2, -1))
    yield "the need has not begun", the_need(*us, hours=(1, None))
    yield "another user broke the glass", the_need(*us, hours=(-1, 1), user=town.colleague)
    elsewhere: dict[str, Any] = {"hours": (-1, 1), "user": town.user, "organisation": town.others}
    yield "the glass was broken in another organisation", the_need(*us, **elsewhere)
    yield "another organisation needs to know", the_need(*us, hours=(-1, None), organisation=town.others)
    town.person.merged_into = town.other_person
    town.person.save()
    yield "knows the person merged into", the_need(*us, hours=(-1, None), person_id=town.other_person.pk)
    town.person.merged_into = None  # nobody writes on a merged record, whoever looks
    town.person.save()
    yield "is the citizen", citizen(town.person.pk)
    yield "is another citizen", citizen(town.other_person.pk)
    yield "is a machine", machine("planted")
    yield "is not signed in", NOBODY


def the_need(town: Town, who: User, where: Organisation, **need: Any) -> Viewer:
    """Return a user in an organisation, and this need as the only one in the database."""
    tried = [row.pk for model, row in town.made.items() if model is NeedToKnow]
    NeedToKnow.objects.exclude(pk__in=tried).delete()
    if need:
        broken = {"basis": "break_glass", "reason": "prøve"} if "user" in need else {}
        town.need(**{"organisation": where, **broken, **need})
    return town.looks(who, where)


def faults_of(model: type[Model], town: Town) -> list[str]:
    """List viewers who see or write this model's rows without a right, and viewers with a right who cannot."""
    row, given = row_of(model, town), rights(model)
    faults = []
    for enough in given:
        for who, viewer in rightful(town, enough):
            with looking_as(viewer):
                faults += [] if sees(row) else [f"{who}: does not see it"]
                given_away = gives_away(row, town, enough)
                faults += [f"{who}: can make {given_away} a stranger's"] if given_away else []
                faults += [] if model.rows.written else [f"{who}: {what}s it" for what in writes(row)]  # type: ignore[attr-defined]
        for lacking in enough if len(enough) > 1 else ():
            if enough - {lacking} in given:
                continue  # is enough by another rule, as the sender's
            for who, viewer in rightful(town, enough - {lacking}):
                faults += done_by(viewer, f"{who}, but not {lacking}", row)
    for who, viewer in strangers(town):
        if not (viewer.user_id and {"signed in"} in given):
            faults += done_by(viewer, who, row)
    return faults


def done_by(viewer: Viewer, who: str, row: Model) -> list[str]:
    with looking_as(viewer):
        return [f"{who}: {what}s it" for what in (*(["see"] if sees(row) else []), *writes(row))]


def gives_away(row: Model, town: Town, given: frozenset[Right]) -> str:
    """List the columns that decide who sees the row and that the viewer can set to a stranger's id."""
    if "municipal" in given:
        return ""  # a team of the municipality writes every landlord's
    deciding = decides(type(row))
    if "organisation" in given and any("__" in name for name in deciding):
        return ""  # the house keeps its organisation, whatever guest sleeps there
    columns: list[str] = []
    values: list[uuid.UUID] = []
    for field in row._meta.concrete_fields:
        stranger = town.strangers.get(field.name) or town.strangers.get(field.related_model)
        if field.name in deciding and stranger and not field.primary_key:
            columns.append(str(field.column))
            values.append(stranger)
    changes = ", ".join(f"{column} = %s" for column in columns)
    # Without WHERE, which would also apply the policy for reading to the changed row.
    sql = f"UPDATE {row._meta.db_table} SET {changes}"
    return " and ".join(columns) if columns and does(sql, values) else ""


# --- each planted breach is found --------------------------------------------------------------------------------


FORGOTTEN = {
    "AND coalesce(need.until_at, 'infinity') > now()": "the need has expired: sees it",
    "AND need.from_at <= statement_timestamp() + interval '1 minute'": "the need has not begun: sees it",
    f"AND (need.user_id IS NULL OR need.user_id = {USER})": "another user broke the glass: sees it",
    f"need.organisation_id = {ORGANISATION}": "another organisation needs to know: sees it",
}
OPENED = {
    "ALTER TABLE casework_note DISABLE ROW LEVEL SECURITY": "knows no citizen: sees it",
    "CREATE POLICY planted ON casework_note FOR SELECT USING (true)": "is a machine: sees it",
    "CREATE POLICY planted ON casework_note FOR INSERT WITH CHECK (true)": "is the citizen: inserts it",
    "ALTER POLICY need_to_know ON casework_note WITH CHECK (true)": "is not signed in: inserts it",
    "DROP POLICY need_to_know ON casework_note": "has need: does not see it",
    "CREATE POLICY planted ON casework_note USING"
    " (EXISTS (SELECT FROM access_need_now need WHERE need.person_id = people_survivor_of(casework_note.person_id)))": (
        "knows the person merged into: sees it"
    ),
}
GIVEN_AWAY = "has need: can make person_id a stranger's"


@pytest.mark.parametrize(("condition", "fault"), FORGOTTEN.items())
def test_a_need_that_forgets_a_condition_is_found_out(condition: str, fault: str, town: Town):
    sql = function("access_need_now").sql
    assert condition in sql
    plant(
        sql.replace("CREATE VIEW", "CREATE OR REPLACE VIEW").replace(
            condition, "AND true" if condition.startswith("AND") else "true"
        )
    )
    assert fault in faults_of(Note, town)


@pytest.mark.parametrize(("breach", "fault"), OPENED.items())
def test_a_planted_open_table_is_found_out(breach: str, fault: str, town: Town):
    plant(breach)
    assert fault in faults_of(Note, town)


def test_a_missing_right_in_a_policy_is_found(town: Town):
    plant(
        "ALTER POLICY need_to_know ON documents_document USING (organisation_id = audit_viewer('organisation')::uuid)"
    )
    faults = faults_of(Document, town)
    assert "has need and organisation, but not user: sees it" in faults
    assert "has organisation and user, but not need: sees it" in faults


def test_a_row_that_can_be_given_to_a_stranger_is_found_out(town: Town):
    plant("ALTER POLICY need_to_know ON casework_note WITH CHECK (true)")
    assert GIVEN_AWAY in faults_of(Note, town)


def plant(breach: str) -> None:
    """Change the tables as their owner; the test's rollback undoes it."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(breach)


# --- citizens and machines ---------------------------------------------------------------------------------------


def test_a_citizen_sees_rows_about_themselves_where_the_table_says_so_and_writes_none(town: Town):
    row = row_of(ContactWay, town)
    plant(seen_by_the_citizen().policies(ContactWay)["see_only"])
    with looking_as(citizen(town.person.pk)):
        assert (sees(row), writes(row)) == (True, [])
    with looking_as(citizen(town.other_person.pk)):
        assert not sees(row)


def test_a_machine_sees_the_tables_that_name_it_and_writes_none(town: Town):
    row = row_of(ContactWay, town)
    plant((needs_to_know() | seen_by_machine("register")).policies(ContactWay)["see_only"])
    with looking_as(machine("register")):
        assert (sees(row), writes(row)) == (True, [])
    with looking_as(machine("another")):
        assert not sees(row)


def test_a_viewer_is_of_one_kind():
    with pytest.raises(ValueError, match="no user of an organisation"):
        Viewer(uuid.uuid4(), "Karen", None, "", "", None, scope="citizen", citizen_id=uuid.uuid4())
    with pytest.raises(ValueError, match="looks as citizen, and is not"):
        Viewer(None, "", None, "", "", None, scope="citizen")
    with pytest.raises(ValueError, match="no name of a machine"):
        seen_by_machine("x' OR true --")


# --- PostgreSQL and Python answer alike --------------------------------------------------------------------------


def test_postgresql_and_python_agree_on_the_citizens_that_a_viewer_needs_to_know_of(town: Town):
    """With a citizen for every kind of need, and every kind of viewer."""
    hours = datetime.timedelta(hours=1)
    now = timezone.now()
    ends = (None, now - hours, now + hours)
    kinds = list(
        itertools.product(
            (town.ours, town.others), (None, town.user, town.colleague), (now - 2 * hours, now + hours / 2), ends
        )
    )
    people = [Person(given_names=f"Cilla {number}", surname="Prøve", created_at=now) for number in range(len(kinds))]
    Person.objects.bulk_create(people)
    NeedToKnow.objects.bulk_create(
        NeedToKnow(
            person_id=person.pk, organisation=organisation, user=user, basis="case", from_at=begins, until_at=ends
        )
        for person, (organisation, user, begins, ends) in zip(people, kinds, strict=True)
    )
    viewers = list(itertools.product((town.user, town.colleague, None), (town.ours, town.others, None)))
    known = [in_both(town.looks(*viewer)) for viewer in viewers]
    assert [python ^ postgresql for python, postgresql, _found in known] == [set()] * len(viewers)
    assert [postgresql ^ searched for _python, postgresql, searched in known] == [set()] * len(viewers)
    assert [len(python) for python, _postgresql, _found in known] == [4, 4, 0, 4, 4, 0, 2, 2, 0]


def in_both(viewer: Viewer) -> tuple[set[uuid.UUID], set[uuid.UUID], set[uuid.UUID]]:
    """Return the citizens that the viewer needs to know of, by Python, by the view, and by the search as owner."""
    python = set(needs_of(viewer, at=timezone.now()).values_list("person_id", flat=True))
    with looking_as(viewer), connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM access_need_now")
        postgresql = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT id FROM people_candidates(ARRAY['kila'], '{}', NULL, NULL, 1000)")
        return python, postgresql, {row[0] for row in cursor.fetchall()}


def test_a_need_has_begun_though_the_web_servers_clock_is_a_little_ahead(town: Town):
    town.need(hours=(0, None))
    NeedToKnow.objects.update(from_at=timezone.now() + datetime.timedelta(seconds=30))
    with looking_as(town.looks(town.user, town.ours)):
        assert sees(town.person)


# --- what a model may declare ------------------------------------------------------------------------------------


def test_rows_that_every_viewer_sees_cannot_be_opened_further():
    with pytest.raises(TypeError, match="cannot be opened further"):
        _ = everybody("planted") | needs_to_know()
    with pytest.raises(TypeError, match="narrowed"):
        _ = needs_to_know() & seen_by_the_citizen()


def test_a_models_rows_become_its_tables_policies():
    assert everybody("planted").policies(Note) == {}
    assert set(nobody().policies(Note)) == {"need_to_know"}
    assert "casework_note.person_id" in needs_to_know().policies(Note)["need_to_know"]
    assert "IS NOT NULL" in everybody_signed_in().policies(Note)["need_to_know"]
