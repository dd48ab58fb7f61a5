"""What may SQL in a viewer's page read and write where no row security is: no secret, and nothing that does more?"""

import pickle
import re
import uuid
from base64 import b64encode

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password, identify_hasher
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from conftest import Visitor
from hjemvej.ground.correspondence.models import Message
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.models import Membership
from hjemvej.platform.access.roles import Role
from hjemvej.platform.identity.models import User
from hjemvej.platform.tries import counting
from tests.architecture.rows import Town
from tests.attacker import all_rows, inject, town_with_a_hole  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "tre tilfældige ord"
SECRET = "PRVEPRVEPRVEPRVE"
# Tables without row security that the web role may write, and why no writing there gives more than a page does.
MAY_BE_WRITTEN = {
    "django_session": "keys are hashed, and what is held is sealed under its own: tests/test_attacker.py",
    "repeated_forms_takenform": "a keyed mark and a sealed answer: SQL at most spoils a form sent again",
    "socialaccount_socialtoken": "is only deleted from, and always empty",
    "access_organisation": "a coordinator keeps the partners' names and kinds",
}
TABLES = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
OPEN_AND_WRITTEN = """
    SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
        AND NOT relrowsecurity
        AND (has_table_privilege(oid, 'INSERT') OR has_table_privilege(oid, 'UPDATE')
            OR has_table_privilege(oid, 'DELETE') OR has_any_column_privilege(oid, 'UPDATE'))
        AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = pg_class.oid AND tgname = 'guard')
    ORDER BY relname"""


def readable(user: User) -> str:
    """Return all that this user reads of every table by SQL."""
    found = []
    for (table,) in inject(user, TABLES)["rows"]:
        rows = inject(user, f"SELECT row_to_json(one)::text FROM {table} one").get("rows", [])
        found += [row for (row,) in rows]
    return "\n".join(found)


def test_nothing_that_is_read_proves_a_guess_at_how_another_signs_in(town: Town):
    town.owner_user.set_password(PASSWORD)
    town.owner_user.save()
    TOTP.activate(town.owner_user, SECRET)
    codes = RecoveryCodes.activate(town.owner_user).get_unused_codes()
    SocialAccount.objects.create(user=town.owner_user, provider="broker", uid="planted-subject", extra_data={})
    Visitor().force_login(town.owner_user)
    read = readable(town.user)
    assert str(town.owner_user.pk) in read, "the users are read"
    assert [secret for secret in (PASSWORD, SECRET, *codes) if secret in read] == []
    assert [word for word in re.findall(r'"password":"([^"]+)"', read) if is_tried_by(word)] == []


def is_tried_by(kept: str) -> bool:
    """Can a guess at the password be tried against this without a key?"""
    try:
        identify_hasher(kept)
    except ValueError:
        return False
    return check_password(PASSWORD, kept)


def test_no_password_is_planted_by_sql(town: Town):
    """Not even the viewer's own: who reads another's sealed hash has nothing that opens their own door."""
    town.owner_user.set_password(PASSWORD)
    town.owner_user.save()
    inject(town.user, f"UPDATE identity_user SET password = (SELECT password FROM identity_user"
                      f" WHERE id = '{town.owner_user.pk}') WHERE id = '{town.user.pk}'")  # fmt: skip
    request = RequestFactory().post("/konto/log-ind/")
    town.user.refresh_from_db()
    assert town.user.password == User.objects.get(pk=town.owner_user.pk).password, "it was written"
    assert not town.user.check_password(PASSWORD)
    assert authenticate(request, email=town.user.email, password=PASSWORD) is None
    assert authenticate(request, email=town.owner_user.email, password=PASSWORD) == town.owner_user


def test_every_open_table_that_sql_writes_is_known_and_harmless(town: Town):
    written = {table for (table,) in inject(town.user, OPEN_AND_WRITTEN)["rows"]}
    assert written == set(MAY_BE_WRITTEN)


def test_sql_writes_nothing_that_the_system_alone_writes(town: Town):
    cache.set("tries", [1, 2])
    before = all_rows("law_rule"), cache.get("tries")
    planted = b64encode(pickle.dumps("planted")).decode()
    for sql in (
        "UPDATE law_rule SET value = 0",
        "DELETE FROM law_decisionbasis",
        "UPDATE law_legalbasis SET partners = '{landlord}'",
        "INSERT INTO safe_night_settlednight VALUES ('2026-11-20', now())",
        f"INSERT INTO identity_cache VALUES ('planted', '{planted}', now() + interval '1 hour')",
        f"UPDATE identity_cache SET value = '{planted}'",
        "DELETE FROM identity_cache",
        "INSERT INTO socialaccount_socialapp (provider, provider_id, name, client_id, secret, key, settings)"
        " VALUES ('openid_connect', 'planted', 'x', 'x', 'x', '', '{}')",
        'INSERT INTO account_emailaddress (user_id, email, verified, "primary")'
        f" VALUES ('{town.owner_user.pk}', 'planted@example.org', true, false)",
    ):
        assert "refused" in inject(town.user, sql), sql
    assert (all_rows("law_rule"), cache.get("tries")) == before


def test_a_leader_alone_writes_a_limit_of_the_law(town: Town):
    leader = User.objects.create_user("leder@example.org", "Leder Prøve")
    Membership.objects.create(user=leader, organisation=town.ours, role=Role.LEADER, from_on="2020-01-01")
    longer = "UPDATE law_rule SET text = text || ' Rettet.'"
    assert inject(leader, longer) == {"rows": []}
    Membership.objects.filter(user=leader).update(role=Role.ADMINISTRATOR)
    assert "refused" in inject(leader, longer)
    assert "refused" in inject(leader, "UPDATE law_legalbasis SET text = ''")


# --- jobs ----------------------------------------------------------------------------------------------------------

SEND = "hjemvej.ground.correspondence.jobs.send_message"
TO_DEFER = "ROW('default', '{0}', 0, NULL, NULL, '{1}', NULL)::procrastinate_job_to_defer_v1"


@pytest.fixture
def theirs(town: Town) -> Message:
    """A message of the other organisation, that waits."""
    return Message.objects.create(
        organisation=town.owner, channel="email", to_address="a@example.org", subject="x", text="x",
        made_by=town.owner_user, made_at=timezone.now(),
    )  # fmt: skip


def test_sql_adds_changes_and_takes_away_no_job(town: Town, theirs: Message):
    inject(town.owner_user, f"SELECT correspondence_write_job('{theirs.pk}', NULL)")
    before = {table: all_rows(f"procrastinate_{table}") for table in ("jobs", "events", "workers")}
    assert len(before["jobs"]) == len(before["events"]) == 1
    names = ("hjemvej.ground.retention.jobs.erase_due", "builtin:procrastinate.builtin_tasks.remove_old_jobs", SEND)
    for sql in (
        *(f"SELECT procrastinate_defer_jobs_v1(ARRAY[{TO_DEFER.format(name, '{}')}])" for name in names),
        f"INSERT INTO procrastinate_jobs (task_name, args, queue_name) VALUES ('{SEND}', '{{}}', 'default')",
        "UPDATE procrastinate_jobs SET status = 'cancelled'",
        "UPDATE procrastinate_jobs SET args = '{}'",
        "SELECT procrastinate_cancel_job_v1(id, false, true) FROM procrastinate_jobs",
        "SELECT procrastinate_fetch_job_v2(NULL, NULL)",
        "DELETE FROM procrastinate_jobs",
        "DELETE FROM procrastinate_events",
        "SELECT procrastinate_register_worker_v1()",
        "SELECT procrastinate_defer_periodic_job_v2('default', NULL, NULL, 'x', 0, 'x', 1, '{}')",
        f"SELECT correspondence_write_job('{theirs.pk}', NULL)",
        f"SELECT correspondence_write_job('{uuid.uuid4()}', NULL)",
    ):
        assert "refused" in inject(town.user, sql), sql
    assert {table: all_rows(f"procrastinate_{table}") for table in before} == before


def test_a_viewer_asks_for_the_sending_of_their_own_messages_that_wait(town: Town, theirs: Message):
    soon = "now() + interval '1 day'"
    assert inject(town.owner_user, f"SELECT correspondence_write_job('{theirs.pk}', {soon})") == {"rows": [[""]]}
    ((job,),) = inject(town.user, "SELECT row_to_json(job)::text FROM procrastinate_jobs job")["rows"]
    assert str(theirs.pk) in job
    assert '"scheduled_at":null' in job, "at once: only the system waits"
    Message.objects.filter(pk=theirs.pk).update(status="dropped")
    assert "refused" in inject(town.owner_user, f"SELECT correspondence_write_job('{theirs.pk}', NULL)")


def test_a_citizen_whom_the_viewer_no_longer_knows_is_written_to_no_more(town: Town, theirs: Message):
    Message.objects.filter(pk=theirs.pk).update(person=town.other_person)
    assert "refused" in inject(town.owner_user, f"SELECT correspondence_write_job('{theirs.pk}', NULL)")
    Message.objects.filter(pk=theirs.pk).update(person=town.person)
    assert "rows" in inject(town.owner_user, f"SELECT correspondence_write_job('{theirs.pk}', NULL)")


def test_a_viewer_asks_for_the_import_of_their_own_file_alone_and_once_while_it_waits(town: Town):
    upload = Upload.objects.get(user=town.owner_user)
    ask = f"SELECT spreadsheets_write_job('{upload.pk}')"
    assert "refused" in inject(town.owner_user, ask), "nobody has begun it"
    Upload.objects.filter(pk=upload.pk).update(status="running")
    assert "refused" in inject(town.user, ask)
    assert [inject(town.owner_user, ask) for _time in range(2)] == [{"rows": [[""]]}] * 2
    ((job,),) = inject(town.user, "SELECT args::text FROM procrastinate_jobs")["rows"]
    assert job == f'{{"upload_id": "{upload.pk}"}}'


def test_sql_forgets_no_try_that_a_limit_counts(town: Town):
    counting.take_try(counting.Limit("planted", 1, counting.REMEMBERED), "them", at=timezone.now())
    before = all_rows("tries_try")[-1]
    inject(town.user, "SELECT tries_forget(now() + interval '1 day')")
    assert all_rows("tries_try") == [before], "the one that the town was laid out with is older than a day"
