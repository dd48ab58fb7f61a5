"""Does migrate make what is declared when all migrations are there, and only then, and say so?"""

import pytest
from django.core.management import call_command
from django.core.management.commands import migrate as djangos

from hjemvej.platform.operations import checks, declared, health, making
from hjemvej.platform.operations.management.commands import migrate

MADE = "Row security, triggers, functions and views: 2 made or taken away."
WAITS = "Row security, triggers and functions are made when every migration is applied."
RENAMED = "Renamed tables of an earlier version: a, b."


@pytest.mark.parametrize(
    ("renamed", "made", "waiting", "options", "said"),
    [
        (["a", "b"], ["x", "y"], [], {}, [RENAMED, MADE]),
        ([], [], [], {}, []),
        (["a", "b"], ["x", "y"], [], {"verbosity": 0}, []),
        ([], ["x", "y"], [], {"verbosity": 2}, [MADE]),
        ([], ["x", "y"], ["people.0002"], {}, [WAITS]),
        ([], ["x", "y"], [], {"plan": True}, []),
        ([], ["x", "y"], [], {"check_unapplied": True}, []),
        ([], ["x", "y"], [], {"prune": True}, []),
    ],
)
def test_migrate_makes_what_is_declared_and_says_so(monkeypatch, capsys, renamed, made, waiting, options, said):
    monkeypatch.setattr(djangos.Command, "handle", lambda *_args, **_options: None)
    monkeypatch.setattr(migrate, "follow_moves", lambda: renamed)
    monkeypatch.setattr(migrate, "unapplied_migrations", lambda: waiting)
    monkeypatch.setattr(making, "make", lambda: made)
    call_command("migrate", skip_checks=True, **options)
    assert capsys.readouterr().out.splitlines() == said


@pytest.mark.parametrize(
    ("databases", "waiting", "named"),
    [(["default"], [], ["a fault"]), (["default"], ["people.0002"], []), ([], [], []), (None, [], [])],
)
def test_check_asks_the_database_only_when_told_to_and_when_it_is_migrated(monkeypatch, databases, waiting, named):
    monkeypatch.setattr(checks, "unapplied_migrations", lambda: waiting)
    monkeypatch.setattr(making, "differences", lambda: ["a fault"])
    assert [error.msg for error in checks.the_database_is_as_declared(databases)] == named


def test_migrations_are_asked_for_until_they_are_applied(monkeypatch, db):
    health._applied.cache_clear()
    for waiting, are_applied in ((["people.0002"], False), ([], True), (["people.0003"], True)):
        monkeypatch.setattr(health, "unapplied_migrations", lambda waiting=waiting: waiting)
        assert health.migrations_are_applied() is are_applied
    health._applied.cache_clear()


def test_columns_are_filled_again_only_where_a_function_that_decides_them_has_changed():
    assert declared.anew(set()) == []
    assert declared.anew({"function people_survivor_of"}) == []
    assert len(declared.anew({"function people_fold"})) == 1
