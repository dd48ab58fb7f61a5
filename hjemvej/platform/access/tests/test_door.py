"""Who gets through the door, is it logged, and what stands under it when somebody forgets it?"""

import datetime
import uuid

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.http import Http404
from django.urls import reverse

from conftest import as_owner
from hjemvej.platform.access import actions, queries
from hjemvej.platform.access.door import enter
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.tests.conftest import citizen
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.actions import record_names_shown
from hjemvej.platform.audit.models import Change, Event, Look

SEE = {
    "coordinator": 200,
    "support_worker": 200,
    "leader": 200,
    "colleague_in_other_team": 404,
    "shelter_worker": 404,  # has the need, but not the permission for the team's pages
    "partner_of_wrong_organisation": 404,
    "landlord": 404,
    "council_member": 404,
    "administrator": 404,
}


@pytest.mark.parametrize(("who", "status"), SEE.items())
def test_only_those_who_need_to_know_get_through(request, client_of, guest, who, status):
    user = request.getfixturevalue(who)
    assert client_of(user).get(reverse("access:log", args=[guest])).status_code == status


def test_forbidden_and_unknown_get_the_same_answer(client_of, colleague_in_other_team, ours):
    browser = client_of(colleague_in_other_team)
    forbidden = browser.get(reverse("access:log", args=[ours]))
    unknown = browser.get(reverse("access:log", args=[uuid.uuid4()]))
    assert (forbidden.status_code, unknown.status_code) == (404, 404)
    assert len(forbidden.content) == len(unknown.content)


def test_a_stranger_is_sent_to_sign_in(client, ours):
    assert client.get(reverse("access:log", args=[ours])).status_code == 302


def test_a_look_is_logged_with_who_when_and_why(viewer_for, coordinator, ours, now, clock_stands):
    viewer = viewer_for(coordinator)
    with looking_as(viewer):
        enter(viewer, ours, page="staff.person", at=now, needs=Permission.SEE_PERSON)
    look = Look.objects.get(person_id=ours)
    assert (look.user_id, look.page, look.basis, look.at) == (coordinator.pk, "staff.person", "case", now)


def test_a_partner_with_a_guest_is_let_in_where_their_role_may(viewer_for, shelter_worker, guest, now):
    viewer = viewer_for(shelter_worker)
    with looking_as(viewer):
        need = enter(viewer, guest, page="partner.house", at=now, needs=Permission.RUN_HOUSE)
    assert need is not None
    assert need.basis == "guest"


def test_a_partner_with_a_guest_is_not_let_in_where_their_role_may_not(viewer_for, shelter_worker, guest, now):
    with pytest.raises(Http404):
        enter(viewer_for(shelter_worker), guest, page="staff.person", at=now, needs=Permission.SEE_PERSON)
    assert not Look.objects.exists()


def test_an_organisation_knows_the_citizens_that_it_needs_to_know_itself(
    ours, our_team, other_team, coordinator, viewer_for, now
):
    """It knows neither a citizen that a member saw in an emergency, nor a citizen that another organisation knows."""
    theirs, seen, unasked = citizen("Bente"), citizen("Palle"), citizen("Ulla")
    NeedToKnow.objects.create(person_id=unasked, organisation=our_team, basis="case", from_at=now)
    NeedToKnow.objects.create(person_id=theirs, organisation=other_team, basis="case", from_at=now)
    NeedToKnow.objects.create(
        person_id=seen, organisation=our_team, user=coordinator, basis="break_glass", reason="Et ulykkestilfælde",
        from_at=now, until_at=now + datetime.timedelta(hours=1),
    )  # fmt: skip
    known = [queries.is_known_to(who, organisation_id=our_team.pk, at=now) for who in (ours, theirs, seen)]
    assert known == [True, False, False]
    assert queries.known_of((ours, theirs, seen), viewer=viewer_for(coordinator), at=now) == {ours}


def test_only_the_need_that_is_over_is_closed(guest, our_team, shelter, coordinator, viewer_for, now):
    """Another basis of the same organisation stays open, and so does another organisation's need on the same basis."""
    NeedToKnow.objects.create(person_id=guest, organisation=shelter, basis="case", from_at=now)
    NeedToKnow.objects.create(person_id=guest, organisation=our_team, basis="guest", from_at=now)
    actions.close_need(
        person_id=guest, organisation_id=shelter.pk, basis=NeedToKnow.Basis.GUEST, by=viewer_for(coordinator), at=now
    )
    closed = NeedToKnow.objects.filter(until_at=now).values_list("organisation", "basis")
    assert list(closed) == [(shelter.pk, "guest")]
    assert NeedToKnow.objects.filter(person_id=guest, until_at=None).count() == 3


def test_a_partner_of_the_wrong_house_is_not(viewer_for, partner_of_wrong_organisation, guest, now):
    viewer = viewer_for(partner_of_wrong_organisation)
    with looking_as(viewer), pytest.raises(Http404):
        enter(viewer, guest, page="partner.house", at=now, needs=Permission.RUN_HOUSE)
    assert not Look.objects.exists()


# --- under the door ------------------------------------------------------------------------------------------------

FORGOTTEN_FILTERS = [
    "SELECT id FROM people_person",
    "SELECT id FROM audit_look",
    "SELECT id FROM audit_listed",
    "SELECT id FROM audit_change WHERE person_id IS NOT NULL",
    "SELECT id FROM audit_event WHERE person_id IS NOT NULL",
    "SELECT id FROM access_needtoknow",
]


@pytest.mark.parametrize("sql", FORGOTTEN_FILTERS)
def test_a_forgotten_filter_shows_another_team_nothing(
    viewer_for, coordinator, colleague_in_other_team, ours, now, sql
):
    ours_sees = viewer_for(coordinator)
    with looking_as(ours_sees):
        enter(ours_sees, ours, page="staff.person", at=now, needs=Permission.SEE_PERSON)
        actions.break_glass(person_id=ours, reason="Prøve på en grund", by=ours_sees, at=now)
        record_names_shown("staff.today", by=ours_sees, at=now, person_ids=[ours])
        assert _rows(sql), "the planted query would show something to those who may see it"
    with looking_as(viewer_for(colleague_in_other_team)):
        assert _rows(sql) == []


@pytest.mark.parametrize("address", ["/alle/", "/tegnet/"])
def test_a_planted_page_without_a_door_shows_another_team_nobody(
    client_of, coordinator, colleague_in_other_team, ours, settings, address
):
    settings.ROOT_URLCONF = "hjemvej.platform.access.tests.planted"
    assert client_of(coordinator).get(address).content == b"Erik"
    assert client_of(colleague_in_other_team).get(address).content == b""


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


NOT_FOR_THE_WEB_ROLE = [
    "UPDATE audit_look SET why = 'pæn grund'",
    "DELETE FROM audit_look",
    "UPDATE audit_listed SET page = 'staff.today'",
    "DELETE FROM audit_listed",
    "UPDATE audit_change SET after = NULL",
    "DELETE FROM audit_change",
    "INSERT INTO audit_change (at, table_name, row_id, operation, transaction) VALUES (now(), 'x', '1', 'insert', 1)",
    "DELETE FROM audit_event",
    "TRUNCATE audit_look",
    "ALTER TABLE people_person DISABLE ROW LEVEL SECURITY",
    "DROP POLICY need_to_know ON people_person",
    "ALTER TABLE people_person DISABLE TRIGGER audit",
    "CREATE POLICY open ON people_person USING (true)",
]


@pytest.mark.parametrize("sql", NOT_FOR_THE_WEB_ROLE)
def test_the_web_role_may_neither_change_the_log_nor_open_the_door(ours, sql):
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_the_web_role_owns_nothing_and_cannot_go_around_policies(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = 'hjemvej_web'")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT tablename FROM pg_tables WHERE tableowner = 'hjemvej_web'")
        assert cursor.fetchall() == []


def test_when_the_log_cannot_be_written_nothing_is_saved(viewer_for, coordinator, ours, now):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event ADD CONSTRAINT broken CHECK (name <> 'access.glass_broken') NOT VALID")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.break_glass(person_id=ours, reason="Prøve på en grund", by=viewer_for(coordinator), at=now)
    assert not NeedToKnow.objects.filter(basis="break_glass").exists()
    assert not Change.objects.filter(table_name="access_needtoknow", after__basis="break_glass").exists()


def test_an_event_outside_a_transaction_is_refused(transactional_db, coordinator, now, viewer_for):
    from hjemvej.platform.audit.actions import record

    with pytest.raises(RuntimeError, match="in the transaction of its change"):
        record("access.thing_done", by=viewer_for(coordinator), at=now)
    assert not Event.objects.exists()


def test_an_error_in_the_database_is_seen_as_it_is_and_nobody_goes_on_looking(viewer_for, coordinator, leader):
    with looking_as(viewer_for(leader)):
        with (
            pytest.raises(DatabaseError, match="division by zero"), transaction.atomic(),
            looking_as(viewer_for(coordinator)), connection.cursor() as cursor,
        ):  # fmt: skip
            cursor.execute("SELECT 1/0")
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_viewer('user')")
            assert cursor.fetchone() == (str(leader.pk),)
