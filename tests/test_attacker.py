"""What may an attacker do who slips SQL into a viewer's page? What that viewer may at that moment, and no more."""

import datetime
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from conftest import Visitor
from hjemvej.platform.access import claims
from hjemvej.platform.access.models import Membership, NeedToKnow
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Change, Event, Listed, Look
from hjemvej.platform.identity.sessions import hashed
from tests.architecture.rows import Town
from tests.attacker import MODELS, SIGNS_IN_AS_OWNER, all_rows, inject, town_with_a_hole, web_address  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
GUARDED = sorted(model._meta.db_table for model in MODELS)
COUNTS = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in GUARDED)
CLAIM = "current_setting('hjemvej.claim')"


def seen(answer: dict[str, Any]) -> dict[str, str]:
    """Return how many rows of each guarded table were seen; nothing where PostgreSQL refused."""
    return dict(answer.get("rows", []))


def more(answer: dict[str, Any], own: dict[str, str]) -> list[str]:
    """List the tables of which more rows were seen than the viewer's own."""
    return [table for table, number in seen(answer).items() if int(number) > int(own[table])]


# --- who looks ---------------------------------------------------------------------------------------------------


def says(name: str, value: str) -> str:
    return f"SELECT set_config('hjemvej.{name}', '{value}', true), set_config('hjemvej.{name}', '{value}', false)"


def other_claims(town: Town) -> dict[str, str]:
    """Statements by which the attacker says to be somebody else."""
    everything = {"scope": "system", "user": town.owner_user.pk, "organisation": town.owner.pk,
                  "person": town.person.pk, "machine": "planted"}  # fmt: skip
    unsigned = "|".join(str(value) for value in everything.values())
    with transaction.atomic(), looking_as(system("a job")):
        of_a_job = claims.told(connection.connection)
    of_another_page = inject(town.owner_user, f"SELECT {CLAIM}")["rows"][0][0]
    return {
        **{f"says {name}": says(name, str(value)) for name, value in everything.items()},
        "says all of it": "; ".join(says(name, str(value)) for name, value in everything.items()),
        "says it without a signature": says("claim", f"{unsigned}|"),
        "forges a signature": says("claim", f"{unsigned}|{'0' * 64}"),
        "says system with their own signature": f"SELECT set_config('hjemvej.claim', 'system' || {CLAIM}, true)",
        "alters their own claim": (
            f"SELECT set_config('hjemvej.claim', replace({CLAIM}, '{town.ours.pk}', '{town.owner.pk}'), true)"
        ),
        "alters the user of their claim": (
            f"SELECT set_config('hjemvej.claim', replace({CLAIM}, '{town.user.pk}', '{town.owner_user.pk}'), true)"
        ),
        "says a job's earlier claim on the same connection": says("claim", of_a_job),
        "says another viewer's earlier claim": says("claim", of_another_page),
        "becomes nobody": "RESET ROLE",
        "becomes the owner": "SET ROLE hjemvej_owner",
        "signs in anew": "SET SESSION AUTHORIZATION hjemvej_owner",
        "turns row security off": "SET row_security = off",
    }


def test_nobody_becomes_another_viewer_by_sql(town: Town):
    own = seen(inject(town.user, COUNTS))
    assert set(own) == set(GUARDED), "the page answers for every guarded table"
    assert own["people_person"] == "0"
    for name, attack in other_claims(town).items():
        if not (SIGNS_IN_AS_OWNER and name.startswith("becomes")):
            answer = inject(town.user, f"{attack}; {COUNTS}")
            assert more(answer, own) == [], name
    assert seen(inject(town.user, COUNTS)) == own, "nothing stays on the connection"


def test_a_claim_of_another_connection_is_not_believed(town: Town):
    own = seen(inject(town.user, COUNTS))
    with psycopg.connect(web_address(), options="-c role=hjemvej_web") as elsewhere:
        claims.tell(elsewhere, system("a job").says)
        assert elsewhere.execute("SELECT count(*) FROM people_person").fetchone() == (2,), "there it is believed"
        assert more(inject(town.user, f"{says('claim', claims.told(elsewhere))}; {COUNTS}"), own) == []
        claims.tell(elsewhere, system("a job").says)
        others = "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query ~ "
        assert inject(town.user, f"{others} 'set_config'") == {"rows": [["1"]]}
        assert inject(town.user, f"{others} '[0-9a-f]{{64}}'") == {"rows": [["0"]]}, (
            "no claim is in the list of statements"
        )
    with psycopg.connect(web_address(), options="-c role=hjemvej_web", autocommit=True) as later:
        with later.transaction():
            claims.tell(later, system("a job").says)
            claim = claims.told(later)
        later.execute("SELECT set_config('hjemvej.claim', %s, false)", [claim])
        assert later.execute("SELECT count(*) FROM people_person").fetchone() == (0,), "the transaction is over"


def test_who_may_see_the_rows_sees_them_with_the_same_statements(town: Town):
    """So the counts above can tell."""
    assert seen(inject(town.owner_user, COUNTS))["people_person"] == "1"
    with transaction.atomic(), looking_as(system("a job")), connection.cursor() as cursor:
        cursor.execute(COUNTS)
        assert {table for table, number in cursor.fetchall() if number == 0} == set()


# --- what he reads and writes past row security --------------------------------------------------------------------

REFUSED = {
    "reads the key": "SELECT * FROM audit_claimkey",
    "copies the key": "COPY audit_claimkey TO STDOUT",
    "writes a key": "INSERT INTO audit_claimkey VALUES ('x', 'y')",
    "puts a table in the place of ours": "CREATE TEMP TABLE access_membership (LIKE access_membership)",
    "puts a view in the place of ours": "CREATE TEMP VIEW access_membership AS SELECT 1",
    "makes a function": "CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL'",
    "makes a schema": "CREATE SCHEMA planted",
    "reads the search words": "SELECT * FROM people_searchword",
    "replaces what is believed": "CREATE OR REPLACE FUNCTION audit_viewer(what text) RETURNS text"
    " LANGUAGE sql AS $$ SELECT 'system' $$",
}  # fmt: skip


def test_neither_the_key_nor_the_place_of_a_table_is_the_web_roles(town: Town):
    answers = {name: inject(town.user, sql) for name, sql in REFUSED.items()}
    assert [name for name, answer in answers.items() if "refused" not in answer] == []


def test_no_view_is_written_through(town: Town):
    """A view writes as its owner, past all row security."""
    views = inject(
        town.user, "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
    )
    names = [name for (name,) in views["rows"]]
    assert "access_need_now" in names
    for name in names:
        columns = inject(
            town.user, f"SELECT attname FROM pg_attribute WHERE attrelid = '{name}'::regclass AND attnum = 1"
        )
        column = columns["rows"][0][0]
        for sql in (
            f"DELETE FROM {name}",
            f"UPDATE {name} SET {column} = {column}",
            f"INSERT INTO {name} DEFAULT VALUES",
        ):
            assert "permission denied" in inject(town.user, sql).get("refused", ""), sql


# --- functions that run as the owner -----------------------------------------------------------------------------

FUNCTIONS = (
    "SELECT format('SELECT %I(%s)', proname, (SELECT string_agg('NULL', ', ') FROM unnest(proargtypes))), proname,"
    " (SELECT string_agg(kind::regtype::text, ',' ORDER BY place) FROM unnest(proargtypes) WITH ORDINALITY AS"
    " given (kind, place)) FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace AND prosecdef AND prorettype <> 'trigger'::regtype"
)
# What an answer without a need to know may be, and why.
MAY_ANSWER = {
    "people_survivor_of": "the id that was asked with, or that of the record it was merged into",
    "people_known_by_cpr": "an id for a hash that nobody makes without HJEMVEJ_CPR_LOOKUP_KEY",
    "safe_night_latest_events": "a number that changes, and tells nothing",
    "audit_viewer": "what the viewer's own claim says",
    "audit_write_events": "nothing; it writes as the viewer",
    "audit_write_look": "nothing; it writes as the viewer",
    "audit_write_listed": "nothing; it writes as the viewer",
    "tries_take": "whether a mark may be tried again, which tells of no citizen",
    "tries_made": "how often a mark was tried, which tells of no citizen",
    "tries_forget": "nothing",
    "people_write_parted": "no, for they know neither",
    "consents_is_in_force": "whether a consent holds, to who has its id",
    "housing_first_may_be_told": "whether a proposal may be shown, to who has its id",
    "prevention_pause_is_told": "whether a landlord may be told of help, to who has the pause's id",
    "housing_first_at_other_meetings": "which vacant homes are at a meeting now, and of no citizen",
    "people_is_being_erased": "whether this very transaction erases somebody, which a viewer cannot begin",
    "access_glass_need": "nothing; it breaks the glass, and logs it",
}


def test_functions_that_run_as_the_owner_answer_only_of_whom_the_viewer_knows(town: Town):
    arguments = {
        "uuid": f"'{town.person.pk}'", "uuid[]": f"ARRAY['{town.person.pk}']::uuid[]", "text": "'Agnete'",
        "text[]": "ARRAY['agnete']", "integer": "1", "date": "DATE '2026-11-20'",
        "date[]": "ARRAY['2026-11-20']::date[]",
        "timestamp with time zone[]": "ARRAY[now()]", "timestamp with time zone": "now()", "jsonb": "'{}'",
        "bigint[]": "ARRAY[1, 2, 3]", "interval": "'1 hour'", "boolean": "true",
    }  # fmt: skip
    found = inject(town.user, FUNCTIONS)["rows"]
    assert "people_candidates" in [name for _sql, name, _kinds in found]
    for _sql, name, kinds in found:
        given = [arguments[kind] for kind in kinds.split(",")] if kinds != "None" else []
        answer = inject(town.user, f"SELECT * FROM {name}({', '.join(given)})")
        assert answer.get("rows", []) == [] or name in MAY_ANSWER, (name, answer)
    searched = "SELECT * FROM people_candidates(ARRAY['agnete'], '{}', NULL, NULL, 9)"
    assert len(inject(town.owner_user, searched)["rows"]) == 1, "who knows them finds them"


# --- needs and logs ------------------------------------------------------------------------------------------------

LOGGED = ("access_needtoknow", "audit_look", "audit_listed", "audit_event", "audit_change")


def test_needs_and_logs_are_written_by_no_statement(town: Town):
    """Neither the viewer who knows nobody, nor one who knows the citizen."""
    before = {table: all_rows(table) for table in LOGGED}
    assert all(before.values())
    for user in (town.user, town.owner_user):
        organisation = town.ours.pk if user == town.user else town.owner.pk
        for sql in (
            "INSERT INTO access_needtoknow (person_id, organisation_id, basis, reason, from_at)"
            f" VALUES ('{town.other_person.pk}', '{organisation}', 'inquiry', '', now() - interval '1 day')",
            f"UPDATE access_needtoknow SET organisation_id = '{town.ours.pk}', until_at = NULL",
            f"UPDATE access_needtoknow SET person_id = '{town.other_person.pk}'",
            f"UPDATE access_need_now SET person_id = '{town.other_person.pk}'",
            "DELETE FROM access_needtoknow",
            "INSERT INTO audit_look (at, user_id, organisation_id, person_id, page, basis, why)"
            f" VALUES (now(), '{user.pk}', '{organisation}', '{town.person.pk}', 'x', 'case', '')",
            "INSERT INTO audit_event (at, name, user_id, organisation_id, why, details, transaction)"
            f" VALUES (now(), 'x', '{user.pk}', '{organisation}', '', '{{}}', 1)",
            "INSERT INTO audit_change (at, table_name, row_id, operation, transaction)"
            " VALUES (now(), 'x', 'x', 'x', 1)",
            *(f"DELETE FROM {table}" for table in LOGGED),
            *(f"UPDATE {table} SET at = now() - interval '1 day'" for table in LOGGED[1:]),
        ):
            inject(user, sql)
    after = {table: all_rows(table) for table in LOGGED}
    after["audit_change"] = after["audit_change"][: len(before["audit_change"])]  # a sign-in is logged too
    assert after == before
    assert not Change.objects.filter(table_name="x").exists()


def test_nobody_lets_themselves_know_of_a_citizen_by_the_owners_functions(town: Town):
    before = all_rows("access_needtoknow")
    known = str(NeedToKnow.objects.get(person_id=town.person.pk).pk)
    whom = f"ARRAY['{town.person.pk}']::uuid[]"
    for sql in (
        f"SELECT access_open_need({whom}, '{town.ours.pk}', 'case', '', now())",
        f"SELECT access_open_need({whom}, '{town.owner.pk}', 'inquiry', '', now())",
        f"SELECT access_open_need({whom}, '{town.ours.pk}', 'break_glass', 'no reason at all', now())",
        f"SELECT access_close_need('{town.person.pk}', '{town.owner.pk}', 'case', now())",
        f"SELECT access_move_need('{town.person.pk}', '{town.other_person.pk}', now())",
        f"SELECT access_return_need(ARRAY[{known}], '{town.other_person.pk}', '{town.person.pk}', now())",
    ):
        assert "refused" in inject(town.user, sql), sql
    back = f"SELECT access_return_need(ARRAY[{known}], '{town.other_person.pk}', '{town.person.pk}', now())"
    assert inject(town.owner_user, back) == {"rows": [[""]]}, "it was never the other's"
    for other in (town.other_person.pk, town.person.pk):
        moved = f"SELECT access_move_need('{town.person.pk}', '{other}', now())"
        assert "refused" in inject(town.owner_user, moved)
    assert all_rows("access_needtoknow") == before


def test_who_and_when_in_a_log_are_the_viewers_own(town: Town):
    other = f"'2020-01-01', '{town.owner_user.pk}', '{town.owner.pk}'"
    looked = f"SELECT audit_write_look('x.planted', {other}, '{town.person.pk}', 'case', '')"
    did = f"SELECT audit_write_events('x.planted', {other}, ARRAY['{town.person.pk}']::uuid[], '', '{{}}')"
    broke = (
        f"SELECT access_glass_need('{town.person.pk}', '{town.owner_user.pk}', '{town.owner.pk}', 'planted reason',"
        " '2020-01-01', '2030-01-01')"
    )
    listed = f"SELECT audit_write_listed('x.planted', {other}, ARRAY['{town.person.pk}']::uuid[], '1 hour')"
    before = timezone.now()
    for sql in (looked, listed, did, broke):
        assert "rows" in inject(town.user, sql)
    own = {"user_id": town.user.pk, "organisation_id": town.ours.pk}
    assert Look.objects.get(page="x.planted", **own).at >= before
    assert Listed.objects.get(page="x.planted", **own).at >= before
    assert Event.objects.get(name="x.planted", **own).at >= before
    need = NeedToKnow.objects.get(basis="break_glass", **own)
    assert need.until_at is not None
    assert (need.from_at >= before, need.until_at - need.from_at) == (True, datetime.timedelta(hours=4))
    assert Event.objects.get(name="access.glass_broken", **own).at >= before, "and the leader reads it"


def test_the_glass_is_broken_by_roles_that_may_and_ten_times_an_hour(town: Town):
    Membership.objects.filter(user=town.colleague).delete()
    Membership.objects.create(
        user=town.colleague, organisation=town.ours, role=Role.COUNCIL_MEMBER, from_on="2020-01-01"
    )
    glass = f"SELECT access_glass_need('{town.person.pk}', NULL, NULL, 'planted reason', now(), now())"
    assert "may not break the glass" in inject(town.colleague, glass)["refused"]
    answers = [inject(town.user, glass) for _time in range(11)]
    assert ["rows" in answer for answer in answers] == [True] * 10 + [False]


# --- sessions ------------------------------------------------------------------------------------------------------


def test_no_session_of_another_is_taken_over(town: Town):
    Visitor().force_login(town.owner_user)
    read = inject(town.user, "SELECT session_key FROM django_session")["rows"]
    copy = (
        "INSERT INTO django_session SELECT '{0}', session_data, expire_date FROM django_session"
        " WHERE session_key = '{1}'"
    )
    known = [f"a-key-that-the-attacker-made-{number}" for number in range(len(read))]
    for mine, (theirs,) in zip(known, read, strict=True):
        assert inject(town.user, copy.format(hashed(mine), theirs)) == {"rows": []}
    assert len(read) > 1
    for key in [*known, *(theirs for (theirs,) in read)]:
        visitor = Visitor()
        visitor.cookies[settings.SESSION_COOKIE_NAME] = key
        assert visitor.get("/adgang/mig/").status_code == 302, "to the sign-in"
