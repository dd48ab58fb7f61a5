"""Does SQL slipped into a viewer's page let anybody in? Only whom that viewer may let in."""

import pytest
from allauth.mfa.models import Authenticator

from hjemvej.platform.access.models import Membership, Organisation
from hjemvej.platform.access.roles import Role
from hjemvej.platform.identity.models import User
from tests.architecture.rows import Town
from tests.attacker import all_rows, inject, town_with_a_hole  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
LETS_IN = ("access_membership", "identity_user", "mfa_authenticator", "socialaccount_socialaccount")


def place(user: User, organisation: Organisation, role: str) -> str:
    return (
        "INSERT INTO access_membership (user_id, organisation_id, role, from_on)"
        f" VALUES ('{user.pk}', '{organisation.pk}', '{role}', '2020-01-01')"
    )


@pytest.fixture
def leader(town: Town) -> User:
    leader = User.objects.create_user("leder@example.org", "Leder Prøve")
    Membership.objects.create(user=leader, organisation=town.ours, role=Role.LEADER, from_on="2020-01-01")
    return leader


@pytest.fixture(autouse=True)
def second_factors(town: Town) -> None:
    for user in (town.user, town.owner_user):
        Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "sealed"})


@pytest.fixture
def newcomer(town: Town) -> User:
    return User.objects.create_user("ny@example.org", "Ny Prøve")


def signs_in_by(user: User) -> list[str]:
    """Write the statements that let whoever runs them sign in as this user."""
    now = "now()"
    return [
        f"UPDATE identity_user SET password = 'planted' WHERE id = '{user.pk}'",
        f"UPDATE identity_user SET email = 'planted@example.org' WHERE id = '{user.pk}'",
        f"UPDATE identity_user SET id = gen_random_uuid() WHERE id = '{user.pk}'",
        f"DELETE FROM identity_user WHERE id = '{user.pk}'",
        f"INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES ('{user.pk}', 'totp', '{{}}', {now})",
        f"UPDATE mfa_authenticator SET data = '{{}}' WHERE user_id = '{user.pk}'",
        f"UPDATE mfa_authenticator SET user_id = '{user.pk}'",
        f"DELETE FROM mfa_authenticator WHERE user_id = '{user.pk}'",
        "INSERT INTO socialaccount_socialaccount (user_id, provider, uid, last_login, date_joined, extra_data)"
        f" VALUES ('{user.pk}', 'planted', 'planted', {now}, {now}, '{{}}')",
    ]


def test_nobody_signs_in_as_another_or_gives_themselves_a_role(town: Town, leader: User, newcomer: User):
    before = {table: all_rows(table) for table in LETS_IN[:1] + LETS_IN[2:]}
    passwords = dict(User.objects.values_list("pk", "password"))
    attempts = [
        *signs_in_by(town.owner_user),
        place(newcomer, town.ours, "coordinator"),
        place(town.user, town.owner, "leader"),
        "UPDATE access_membership SET role = 'leader'",
        "UPDATE access_membership SET last_on = '2020-01-02'",
        "DELETE FROM access_membership",
        "INSERT INTO identity_user (id, email, name, phone, language, is_active, password)"
        " VALUES (gen_random_uuid(), 'planted@example.org', 'x', '', 'da', true, 'planted')",
        "TRUNCATE access_membership",
        "ALTER TABLE access_membership DISABLE TRIGGER guard",
        "SET session_replication_role = replica; UPDATE access_membership SET role = 'leader'",
    ]
    for sql in attempts:
        assert "refused" in inject(town.user, sql), sql
    assert {table: all_rows(table) for table in before} == before
    assert dict(User.objects.values_list("pk", "password")) == passwords
    own = f"UPDATE identity_user SET password = 'own' WHERE id = '{town.user.pk}'"
    assert inject(town.user, own) == {"rows": []}, "what they sign in by is their own"


def test_a_leader_staffs_their_own_organisation_and_makes_no_administrator(town: Town, leader: User, newcomer: User):
    for sql in (
        place(newcomer, town.owner, "coordinator"),
        place(newcomer, town.ours, "administrator"),
        place(leader, town.ours, "coordinator"),
        f"UPDATE access_membership SET role = 'administrator' WHERE user_id = '{leader.pk}'",
        f"UPDATE access_membership SET organisation_id = '{town.ours.pk}' WHERE user_id = '{town.owner_user.pk}'",
        *signs_in_by(town.user),
    ):
        answer = inject(leader, sql)
        assert "refused" in answer, sql
    assert inject(leader, place(newcomer, town.ours, "coordinator")) == {"rows": []}
    made = inject(
        leader,
        "INSERT INTO identity_user (id, email, name, phone, language, is_active, password)"
        " VALUES (gen_random_uuid(), 'ny2@example.org', 'x', '', 'da', true, '') RETURNING 1",
    )
    assert made == {"rows": [["1"]]}
