"""Do the tables follow the models, and do migrations hold tables only?"""

import importlib
import pathlib
import re

import pytest
from django.core.checks import run_checks

from hjemvej.config.checks import unmigrated

from .house import CHECKOUT, HOUSE, name_of

MIGRATIONS = sorted(HOUSE.glob("**/migrations/0*.py"))
LIVING = re.compile(r"^\s*(?:from|import)\s+(?:hjemvej|launch)\b|^\s*from\s+\.|\bhjemvej\.\w+\.\w+", re.MULTILINE)
NO_PART_OF_THE_TABLE = (
    "hjemvej.platform.audit.renaming",  # our own operation, on the log
)
TAKEN_OFF = re.compile(r"\bDROP TRIGGER IF EXISTS \w+ ON \w+")  # PostgreSQL demands it; migrate makes it again
DECLARED = re.compile(r"\b(POLICY|ROW LEVEL SECURITY|TRIGGER|FUNCTION|PROCEDURE|VIEW)\b", re.IGNORECASE)


def test_no_migration_is_missing():
    assert unmigrated() == []


def test_a_planted_field_without_a_migration_is_found_out(monkeypatch):
    migration = importlib.import_module("hjemvej.ground.law.migrations.0006_is_the_paragraph_checked").Migration
    monkeypatch.setattr(migration, "operations", [])
    (sentence,) = unmigrated()
    assert sentence == (
        "The tables of law do not follow its models, for a migration is missing: type"
        " `HJEMVEJ_DEMO=1 .venv/bin/python manage.py makemigrations law -n what_it_changes`."
    )
    assert sentence in [warning.msg for warning in run_checks(tags=["rooms"])]


def test_a_planted_room_without_a_folder_of_migrations_is_found_out(settings):
    settings.MIGRATION_MODULES = {"law": None}
    assert (
        "The room law has models and no folder hjemvej/ground/law/migrations with an __init__.py: make it."
        in unmigrated()
    )


@pytest.mark.parametrize("migration", [pytest.param(file, id=name_of(file)) for file in MIGRATIONS])
def test_a_migration_holds_tables_only_and_none_of_the_living_code(migration: pathlib.Path):
    assert not_for_a_migration(migration.read_text()) == []


def not_for_a_migration(source: str) -> list[str]:
    """List what a migration must not hold: code that changes later makes fresh databases differ from installed ones."""
    code = re.sub(r'^""".*?"""', "", source, flags=re.DOTALL)
    for module in NO_PART_OF_THE_TABLE:
        code = re.sub(rf"import {module}\n|from {module} import|{module}\.\w+", "", code)
    sql = "\n".join(re.findall(r'"(?:""[^"]*""|[^"\n]*)"', code))
    faults = [f"it uses the living code: {text.strip()}" for text in LIVING.findall(code)]
    return faults + [
        f"it makes a {text.lower()}: declare it on the model or in `sql`"
        for text in DECLARED.findall(TAKEN_OFF.sub("", sql))
    ]


PLANTED = {
    "from hjemvej.ground.law.models import date_span": "it uses the living code: from hjemvej",
    "import hjemvej.ground.law.models": "it uses the living code: import hjemvej",
    "from ..models import Person": "it uses the living code: from .",
    "index = hjemvej.ground.law.models.date_span('a')": "it uses the living code: hjemvej.ground.law",
    'RunSQL("CREATE POLICY planted ON people_person USING (true)")': (
        "it makes a policy: declare it on the model or in `sql`"
    ),
    'RunSQL("DROP TRIGGER IF EXISTS a ON b; CREATE TRIGGER a")': (
        "it makes a trigger: declare it on the model or in `sql`"
    ),
    'SQL = """\nCREATE FUNCTION planted() RETURNS int\n"""': "it makes a function: declare it on the model or in `sql`",
}


@pytest.mark.parametrize(("source", "fault"), PLANTED.items())
def test_a_planted_migration_that_holds_more_is_found_out(source: str, fault: str):
    assert fault in not_for_a_migration(source)


def test_the_checkouts_migrations_are_read():
    assert CHECKOUT / "hjemvej/platform/access/migrations/0001_initial.py" in MIGRATIONS
