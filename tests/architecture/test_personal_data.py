"""Is every field classed, and does PostgreSQL itself guard and log every table that tells of a citizen?"""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from .house import our_models, personal_models, standing

NOT_LOGGED = {
    "audit_event", "audit_change", "audit_look",  # they are the log; the web role can only add to them
    "casework_draft",  # half-written words are their writer's alone
}  # fmt: skip
OF_PARTNERS = {"partners_contactperson"}  # whom to ring at a partner's: of no citizen, for all to see
SHOWN_TO_ALL = {"safe_night_takenplace"}  # that a place is taken, not by whom
MODELS = [pytest.param(model, id=model._meta.label) for model in our_models()]
PERSONAL = [model for model in personal_models() if model._meta.managed]  # a view shows the tables below it
GUARDED = [pytest.param(model, id=model._meta.label) for model in PERSONAL if model._meta.db_table not in OF_PARTNERS]
LOGGED = [pytest.param(model, id=model._meta.label) for model in PERSONAL if model._meta.db_table not in NOT_LOGGED]


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_classed_as_personal_or_plain(model: Any):
    assert hasattr(model, "data"), "the model has no `data = FieldClasses(...)`"
    classed = model.data.names()
    stored = {field.name for field in model._meta.get_fields() if field.concrete or field.many_to_many}
    known = {field.name for field in model._meta.get_fields()}
    assert stored - classed == set(), "fields that nobody has classed"
    assert classed - known == set(), "classed names that are no fields"
    assert not set(model.data.personal) & set(model.data.plain), "classed twice"


@pytest.mark.parametrize("model", GUARDED)
@pytest.mark.django_db
def test_every_personal_table_has_row_level_security(model: type[Model]):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
        assert cursor.fetchone() == (True,), f"{table}: its migration lacks *protect(...)"
        cursor.execute("SELECT count(*) FROM pg_policy WHERE polrelid = %s::regclass", [table])
        assert cursor.fetchone()[0] > 0, f"{table} has no policy"


@pytest.mark.parametrize("model", LOGGED)
@pytest.mark.django_db
def test_every_change_of_a_personal_table_is_logged(model: type[Model]):
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'audit' AND tgtype & 28 = 28",
            [table],
        )
        assert cursor.fetchone() == ("O",), f"{table}: its migration lacks *protect(...) or track(...)"


@pytest.mark.django_db
def test_the_web_role_owns_nothing_and_cannot_pass_row_level_security():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("hjemvej_web", False, False)
        cursor.execute("SELECT relname FROM pg_class WHERE relowner = 'hjemvej_web'::regrole")
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_every_view_in_the_database_is_looked_through_with_the_eyes_of_who_asks():
    """A view without security_invoker is read as its owner, whom row-level security does not bind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
            " AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}'"
        )
        assert {row[0] for row in cursor.fetchall()} - SHOWN_TO_ALL == set()


@pytest.mark.parametrize("model", MODELS)
def test_relations_never_point_up_a_floor_nor_leave_a_trace_in_another_room(model: Any):
    for field in model._meta.get_fields():
        target = field.related_model
        if not field.is_relation or field.auto_created or not target.__module__.startswith("hjemvej."):
            continue
        assert standing(target) <= standing(model), f"{field.name} points up to {target._meta.label}"
        if target._meta.app_label != model._meta.app_label:
            assert field.remote_field.hidden, f'{field.name}: related_name="+" for a key to another room'
