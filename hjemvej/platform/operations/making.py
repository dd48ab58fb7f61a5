"""Does the database hold what is declared, exactly so? `make` makes it so after every migrate; `differences` asks.

`Made` remembers each thing as PostgreSQL wrote it then (it rewords policies and views). So a thing that is as it was
made is left alone, without a lock on its table, and a thing changed by hand is noticed.
"""

import hashlib
from dataclasses import dataclass

from django.db import connection, transaction

from hjemvej.platform.access import claims
from hjemvej.platform.access.viewer import looking_as, system

from . import declared
from .declared import KINDS, Declared, Kind
from .models import Made

# What is in the database: its name, its definition by PostgreSQL, and the SQL that drops it.
EXISTING: dict[Kind, str] = {
    "view": (
        "SELECT relname, pg_get_viewdef(oid) || coalesce(reloptions::text, ''), format('DROP VIEW %I CASCADE', relname)"
        " FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
    ),
    "function": (
        "SELECT proname, pg_get_functiondef(oid), format('DROP FUNCTION %s', oid::regprocedure)"
        " FROM pg_proc WHERE prokind = 'f' AND pronamespace = 'public'::regnamespace"
    ),
    "row security": (
        "SELECT relname, '', format('ALTER TABLE %I DISABLE ROW LEVEL SECURITY', relname)"
        " FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace"
    ),
    "policy": (
        "SELECT relname || '.' || polname, concat_ws(' ', polcmd, polpermissive, polroles,"
        "  pg_get_expr(polqual, polrelid), 'check', pg_get_expr(polwithcheck, polrelid)),"
        "  format('DROP POLICY %I ON %I', polname, relname)"
        " FROM pg_policy JOIN pg_class ON pg_class.oid = polrelid WHERE relnamespace = 'public'::regnamespace"
    ),
    "trigger": (
        "SELECT relname || '.' || tgname, pg_get_triggerdef(pg_trigger.oid) || tgenabled::text,"
        "  format('DROP TRIGGER %I ON %I', tgname, relname)"
        " FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace"
    ),
}


@dataclass(frozen=True)
class Existing:
    """A policy, trigger, function or view as it is in the database."""

    form: str
    drop: str


@transaction.atomic
def make() -> list[str]:
    """Make the database as declared, and drop what is no longer declared; return the names of what changed."""
    _look_in_public()
    protect_claims()
    remembered = _remembered()
    wanted = declared.declared()
    changed = [thing.label for thing in wanted if _mend(thing, remembered)]
    changed += _take_away({thing.label for thing in wanted}, remembered)
    for sql in declared.anew(set(changed)):
        _run(sql)
    existing = _all_existing()
    Made.objects.all().delete()
    Made.objects.bulk_create(
        Made(name=thing.label, declared=_mark(thing.sql), form=existing[thing.label].form) for thing in wanted
    )
    return changed


@transaction.atomic
def differences() -> list[str]:
    """List what in the database is not as declared, a sentence each."""
    _look_in_public()
    remembered, existing = _remembered(), _all_existing()
    wanted = {thing.label: thing for thing in declared.declared()}
    faults = []
    for label, thing in wanted.items():
        made = remembered.get(label)
        if label not in existing:
            faults.append(f"The {label} is missing.")
        elif made is None or made.declared != _mark(thing.sql):
            faults.append(f"The {label} is of another version of Hjemvej.")
        elif made.form != existing[label].form:
            faults.append(f"The {label} is not as migrate made it.")
    faults += [f"The {label} is not declared." for label in _not_declared(set(wanted), remembered)]
    return faults or unbelieved_claims()


@transaction.atomic
def protect_claims() -> None:
    """Give PostgreSQL the keys of claims, and keep the web role from temporary tables in the place of ours."""
    _run("DELETE FROM audit_claimkey")
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO audit_claimkey (inner_key, outer_key) VALUES (%s, %s)", claims.keys())
        cursor.execute("SELECT quote_ident(current_database())")
        _run(f"REVOKE TEMPORARY ON DATABASE {cursor.fetchone()[0]} FROM PUBLIC, hjemvej_web")


@transaction.atomic
def unbelieved_claims() -> list[str]:
    """List why PostgreSQL would not believe who looks, or would believe more than is signed, a sentence each."""
    with looking_as(system("check")), connection.cursor() as cursor:
        cursor.execute(
            "SELECT audit_viewer('scope') = 'system', has_database_privilege('hjemvej_web', current_database(), 'TEMP')"
        )
        is_believed, makes_tables = cursor.fetchone()
    faults = [] if is_believed else ["PostgreSQL has another key of claims than that of HJEMVEJ_SECRET_KEY."]
    if makes_tables:
        faults.append("hjemvej_web may make temporary tables, which would take the place of ours.")
    return faults


@transaction.atomic
def missing() -> list[str]:
    """List, by name, what was made in this database and is gone, whatever today's code declares."""
    _look_in_public()
    return sorted(set(_remembered()) - set(_all_existing()))


def begin_logs() -> None:
    """Log the changes of every new table, so that rows from a later migration are logged."""
    with transaction.atomic():
        _look_in_public()
        tables = set(connection.introspection.table_names())
        there = _existing("trigger")
        new = [(table, log) for table, log in declared.logs() if table in tables and f"{table}.{log.name}" not in there]
        functions = _existing("function") if new else {}
        for name in declared.MADE_FIRST if new else ():
            if name not in functions:
                _run(declared.function(name).sql)
        for table, log in new:
            _run(log.on(table))


def _mend(thing: Declared, remembered: dict[str, Made]) -> bool:
    """Make the thing unless it is as it was made; return whether anything was done."""
    existing, made = _existing(thing.kind).get(thing.name), remembered.get(thing.label)
    if existing and made and (made.declared, made.form) == (_mark(thing.sql), existing.form):
        return False
    if existing and ("RETURNS trigger" in thing.sql or thing.name in declared.MADE_FIRST):  # others depend on it
        _run(thing.sql.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1))
        return True
    if existing:
        _run(existing.drop)
    _run(thing.sql)
    return True


def _take_away(wanted: set[str], remembered: dict[str, Made]) -> list[str]:
    """Drop things, dependents first."""
    gone = []
    for kind in reversed(KINDS):
        for name, existing in _existing(kind).items():
            label = f"{kind} {name}"
            if label not in wanted and _is_ours(name, label, remembered):
                _run(existing.drop)
                gone.append(label)
    return gone


def _not_declared(wanted: set[str], remembered: dict[str, Made]) -> list[str]:
    return [
        f"{kind} {name}"
        for kind in KINDS
        for name in _existing(kind)
        if f"{kind} {name}" not in wanted and _is_ours(name, f"{kind} {name}", remembered)
    ]


def _is_ours(name: str, label: str, remembered: dict[str, Made]) -> bool:
    """Is this thing ours? Other packages and extensions have functions and triggers too."""
    return label in remembered or name.startswith(declared.prefixes())


def _remembered() -> dict[str, Made]:
    if Made._meta.db_table not in connection.introspection.table_names():
        return {}
    return {made.name: made for made in Made.objects.all()}


def _all_existing() -> dict[str, Existing]:
    return {f"{kind} {name}": existing for kind in KINDS for name, existing in _existing(kind).items()}


def _existing(kind: Kind) -> dict[str, Existing]:
    with connection.cursor() as cursor:
        cursor.execute(EXISTING[kind])
        return {name: Existing(_mark(form), drop) for name, form, drop in cursor.fetchall()}


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _look_in_public() -> None:
    """Set the search path until the transaction ends, for PostgreSQL writes definitions by it."""
    _run("SET LOCAL search_path = public, pg_temp")


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
