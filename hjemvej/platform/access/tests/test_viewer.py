"""Is a viewer of a single kind, with the permissions of their role alone, and is PostgreSQL told so?"""

import uuid

import pytest
from django.db import connection, transaction

from hjemvej.platform.access import queries
from hjemvej.platform.access.claims import SAYS
from hjemvej.platform.access.roles import Permission, Role
from hjemvej.platform.access.viewer import Viewer, citizen, looking_as, machine, system

ERIK, KAREN, TEAM = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()


def viewer(**more):
    given = {"user_id": None, "name": "X", "organisation_id": None, "organisation_name": "", "organisation_kind": ""}
    return Viewer(**{**given, "role": None, **more})


@pytest.mark.parametrize(
    "said",
    [
        {"citizen_id": ERIK},
        {"machine": "sensus"},
        {"scope": "citizen"},
        {"scope": "machine"},
        {"scope": "citizen", "machine": "sensus"},
        {"scope": "citizen", "citizen_id": ERIK, "machine": "sensus"},
        {"scope": "citizen", "citizen_id": ERIK, "user_id": KAREN},
        {"scope": "citizen", "citizen_id": ERIK, "organisation_id": TEAM},
        {"scope": "machine", "machine": "sensus", "user_id": KAREN},
        {"scope": "machine", "machine": "sensus", "organisation_id": TEAM},
    ],
)
def test_a_viewer_is_of_a_single_kind(said):
    with pytest.raises(ValueError, match=r"^X "):
        viewer(**said)


@pytest.mark.parametrize(
    ("looking", "told"),
    [
        (viewer(user_id=KAREN, organisation_id=TEAM), ("", str(KAREN), str(TEAM), "", "")),
        (viewer(), ("", "", "", "", "")),
        (system("a job"), ("system", "", "", "", "")),
        (citizen(ERIK), ("", "", "", str(ERIK), "")),
        (machine("sensus"), ("", "", "", "", "sensus")),
    ],
)
def test_postgresql_is_told_who_looks_and_forgets_afterwards(db, looking, told):
    before = told_to_postgresql()
    with looking_as(looking):
        assert told_to_postgresql() == told
    assert told_to_postgresql() == before == ("system", "", "", "", "")


def told_to_postgresql() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"coalesce(audit_viewer('{name}'), '')" for name in SAYS[:5]))
        row: tuple[str, ...] = cursor.fetchone()
    return row


def test_the_earlier_viewer_looks_again_after_a_rollback(db):
    with transaction.atomic(), looking_as(citizen(ERIK)):
        transaction.set_rollback(True)
    assert told_to_postgresql() == ("system", "", "", "", "")


def test_a_viewer_has_the_permissions_of_their_role_and_none_without_a_role():
    assert viewer(role=Role.LEADER).may(Permission.CHECK_LOOKS)
    assert not viewer(role=Role.COORDINATOR).may(Permission.CHECK_LOOKS)
    for without in (viewer(), system("a job"), citizen(ERIK), machine("sensus")):
        assert [permission for permission in Permission if without.may(permission)] == []


def test_what_needs_a_user_or_an_organisation_fails_for_a_viewer_without():
    karen = viewer(user_id=KAREN, organisation_id=TEAM)
    assert (karen.signed_in_id, karen.team_id) == (KAREN, TEAM)
    with pytest.raises(RuntimeError, match="acts without an organisation"):
        _team = viewer(user_id=KAREN).team_id
    with pytest.raises(RuntimeError, match="nobody who can sign"):
        _user = viewer(organisation_id=TEAM).signed_in_id


def test_needs_are_those_of_the_viewers_organisation_and_postgresql_is_not_asked_without(
    coordinator, ours, viewer_for, now, django_assert_num_queries
):
    assert [need.person_id for need in queries.needs_of(viewer_for(coordinator), at=now)] == [ours]
    with django_assert_num_queries(0):
        assert list(queries.needs_of(system("a job"), at=now)) == []
