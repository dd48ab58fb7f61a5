"""Is every field classed, and does PostgreSQL itself guard and log every table that tells of a citizen?"""

from typing import Any

import pytest
from django.db import connection
from django.db.models import CASCADE, CharField, ForeignKey, Model
from django.test.utils import isolate_apps

from conftest import as_owner
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.rooms.missing import unclassed

from .house import our_models, personal_models, standing

NOT_LOGGED = {
    "audit_event", "audit_change", "audit_look", "audit_listed",  # they are the log; the web role can only add to them
    "audit_sampledlook",  # each step is an event
    "known_fact",  # itself what was known when; PostgreSQL writes it from rows that are logged
    "casework_draft",  # half-written words are their writer's alone
    "offline_returnedform",  # refused words are their author's alone
}  # fmt: skip
SHOWN_TO_ALL = {
    "safe_night_takenplace",  # whether a place is taken, without the guest
    "access_need_now",  # the viewer's own needs, which the policies ask for
}
MODELS = [pytest.param(model, id=model._meta.label) for model in our_models()]
PERSONAL = [model for model in personal_models() if model._meta.managed]  # a view shows the tables below it
GUARDED = [pytest.param(model, id=model._meta.label) for model in PERSONAL]
LOGGED = [pytest.param(model, id=model._meta.label) for model in PERSONAL if model._meta.db_table not in NOT_LOGGED]


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_classed_as_personal_or_plain(model: Any):
    assert unclassed([model]) == []


@pytest.mark.parametrize("model", GUARDED)
@pytest.mark.django_db
def test_every_personal_table_has_row_level_security(model: type[Model]):
    assert open_doors_of(model._meta.db_table) == []


@pytest.mark.parametrize("model", LOGGED)
@pytest.mark.django_db
def test_every_change_of_a_personal_table_is_logged(model: type[Model]):
    assert unlogged_changes_of(model._meta.db_table) == []


@pytest.mark.django_db
def test_the_web_role_owns_nothing_and_cannot_pass_row_level_security():
    assert asked("SELECT current_user") == ["hjemvej_web"]
    assert powers_of("hjemvej_web") == []


@pytest.mark.django_db
def test_every_view_in_the_database_is_looked_through_with_the_eyes_of_who_asks():
    assert set(views_with_the_eyes_of_their_owner()) - SHOWN_TO_ALL == set()


@pytest.mark.django_db
def test_no_function_that_runs_as_the_owner_takes_a_temporary_table_for_one_of_ours():
    assert misled_functions() == []


@pytest.mark.parametrize("model", MODELS)
def test_relations_never_point_up_a_floor_nor_leave_a_trace_in_another_room(model: Any):
    assert wrong_relations_of(model) == []


# --- what a model is asked ---------------------------------------------------------------------------------------


def wrong_relations_of(model: Any) -> list[str]:
    faults = []
    for field in model._meta.get_fields():
        target = field.related_model
        if not field.is_relation or field.auto_created or not target.__module__.startswith("hjemvej."):
            continue
        if standing(target) > standing(model):
            faults.append(f"{field.name} points up to {target._meta.label}")
        if target._meta.app_label != model._meta.app_label and not field.remote_field.hidden:
            faults.append(f'{field.name}: related_name="+" for a key to another room')
    return faults


# --- what PostgreSQL is asked ------------------------------------------------------------------------------------


def asked(question: str, *values: str) -> list[Any]:
    """The first column of the answer."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return [row[0] for row in cursor.fetchall()]


def open_doors_of(table: str) -> list[str]:
    """How rows of a table could be seen by somebody with no need to know of them."""
    faults = []
    if asked("SELECT relrowsecurity FROM pg_class WHERE oid = %s::regclass", table) != [True]:
        faults.append(f"{table} has no row-level security: its model says `rows = everybody()`")
    if not asked("SELECT polname FROM pg_policy WHERE polrelid = %s::regclass", table):
        faults.append(f"{table} has no policy")
    careless = asked(
        "SELECT polname FROM pg_policy WHERE polrelid = %s::regclass"
        " AND coalesce(pg_get_expr(polqual, polrelid), '') NOT LIKE '%%audit_viewer(%%'",
        table,
    )
    return faults + [f"{table}: the policy {name} does not ask who is looking" for name in careless]


def unlogged_changes_of(table: str) -> list[str]:
    """Each of INSERT, UPDATE and DELETE must wake the log's trigger."""
    awake = asked(
        "SELECT tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'audit' AND tgtype & 28 = 28"
        " AND tgfoid = 'audit_write_change'::regproc",
        table,
    )
    return [] if awake == ["O"] else [f"{table} is not logged: its model says `changes = not_logged(...)`"]


def powers_of(role: str) -> list[str]:
    """What a role can do that the site must not be able to."""
    faults = asked("SELECT 'is a superuser' FROM pg_roles WHERE rolname = %s AND rolsuper", role)
    faults += asked("SELECT 'passes row-level security' FROM pg_roles WHERE rolname = %s AND rolbypassrls", role)
    faults += asked("SELECT 'is a member of ' || roleid::regrole FROM pg_auth_members WHERE member = %s::regrole", role)
    return faults + asked("SELECT 'owns ' || relname FROM pg_class WHERE relowner = %s::regrole ORDER BY oid", role)


def views_with_the_eyes_of_their_owner() -> list[str]:
    """A view without security_invoker is read as its owner, whom row-level security does not bind."""
    return asked(
        "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
        " AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}'"
    )


def misled_functions() -> list[str]:
    """PostgreSQL looks among temporary tables first where a function does not say where to look."""
    return asked(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=public, pg_temp']"
    )


# --- each of these is seen to fail ---------------------------------------------------------------------------------

PROTECTED = "people_person"
OPENED = {
    "CREATE TABLE planted (person_id uuid)": ["planted has no row-level security", "planted has no policy"],
    f"ALTER TABLE {PROTECTED} DISABLE ROW LEVEL SECURITY": [f"{PROTECTED} has no row-level security"],
    f"DROP POLICY need_to_know ON {PROTECTED}": [f"{PROTECTED} has no policy"],
    f"CREATE POLICY planted ON {PROTECTED} USING (true)": ["the policy planted does not ask who is looking"],
}
UNLOGGED = [
    "CREATE TABLE planted (person_id uuid)",
    f"DROP TRIGGER audit ON {PROTECTED}",
    f"ALTER TABLE {PROTECTED} DISABLE TRIGGER audit",
    f"DROP TRIGGER audit ON {PROTECTED}; CREATE TRIGGER audit AFTER INSERT OR UPDATE ON {PROTECTED}"
    " FOR EACH ROW EXECUTE FUNCTION audit_write_change('id', 'id')",
]
OWNED = f"GRANT CREATE ON SCHEMA public TO hjemvej_web; ALTER TABLE {PROTECTED} OWNER TO hjemvej_web"


def plant(breach: str) -> str:
    """Change the tables as their owner, until the test's transaction is rolled back; the table it is about."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(breach)
    return "planted" if breach.startswith("CREATE TABLE") else PROTECTED


@pytest.mark.parametrize(("breach", "faults"), OPENED.items())
@pytest.mark.django_db
def test_a_planted_open_door_is_found_out(breach: str, faults: list[str]):
    found = open_doors_of(plant(breach))
    assert len(found) == len(faults)
    assert all(fault in line for fault, line in zip(faults, found, strict=True))


@pytest.mark.parametrize("breach", UNLOGGED)
@pytest.mark.django_db
def test_a_planted_change_that_is_not_logged_is_found_out(breach: str):
    assert len(unlogged_changes_of(plant(breach))) == 1


@pytest.mark.django_db
def test_a_web_role_that_owns_a_table_is_found_out():
    plant(OWNED)
    assert f"owns {PROTECTED}" in powers_of("hjemvej_web")


@pytest.mark.django_db
def test_a_role_that_passes_row_level_security_or_has_the_rights_of_another_is_found_out():
    """Only a superuser can give such powers, so roles that every server has stand in for a web role with them."""
    (superuser,) = asked("SELECT rolname FROM pg_roles WHERE oid = 10")
    assert {"is a superuser", "passes row-level security"} <= set(powers_of(superuser))
    assert "is a member of pg_read_all_settings" in powers_of("pg_monitor")


@pytest.mark.django_db
def test_a_planted_view_with_the_eyes_of_its_owner_is_found_out():
    plant(f"CREATE VIEW planted AS SELECT * FROM {PROTECTED}")
    assert "planted" in views_with_the_eyes_of_their_owner()


@pytest.mark.django_db
def test_a_planted_function_that_can_be_misled_is_found_out():
    plant("CREATE FUNCTION planted() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT 1'")
    assert misled_functions() == ["planted"]


@isolate_apps("hjemvej.ground.people")
def test_a_planted_model_with_fields_unclassed_and_a_relation_up_the_house_is_found_out():
    class Planted(Model):
        name = CharField(max_length=10)
        inquiry = ForeignKey(Inquiry, on_delete=CASCADE)

        class Meta:
            app_label = "people"

    where = "of its `data` in tests/architecture/test_personal_data.py"
    (faceless,) = unclassed([Planted])
    assert faceless.startswith("people.Planted does not say which of its fields are personal")
    classes = FieldClasses(personal={"inquiry": WhenErased.REMOVE}, plain=("id", "inquiry", "gone"))
    Planted.data = classes  # type: ignore[attr-defined]
    assert unclassed([Planted]) == [
        f"people.Planted.name is not classed: name it in `personal` or `plain` {where}.",
        "people.Planted has no field gone, which its `data` in tests/architecture/test_personal_data.py classes.",
        "people.Planted.inquiry is classed twice in its `data` in tests/architecture/test_personal_data.py.",
    ]
    Planted.__module__ = "hjemvej.ground.people.models"
    assert wrong_relations_of(Planted) == [
        "inquiry points up to one_entry.Inquiry",
        'inquiry: related_name="+" for a key to another room',
    ]
