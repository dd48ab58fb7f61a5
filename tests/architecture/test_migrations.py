"""Do the tables follow the models?"""

import importlib

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


@pytest.mark.django_db
def test_a_planted_field_without_a_migration_is_found_out(monkeypatch):
    migration = importlib.import_module("hjemvej.ground.law.migrations.0006_is_the_paragraph_checked").Migration
    monkeypatch.setattr(migration, "operations", [])
    with pytest.raises(SystemExit):
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
