"""A citizen is erased and written about at the same moment: is the writer told, and is nothing of it left behind?

For every column that names a citizen, whichever room brings it; with real transactions on two connections.
"""

import datetime
import pathlib

import pytest
from django.utils import timezone

from hjemvej.ground.law.models import Provision
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention import actions
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.identity.models import User
from tests import bystanders
from tests.rows import AT
from tests.test_merge_races import SYSTEM, Do, at_once, begins_again, held, pair_of, write

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AT + datetime.timedelta(days=3000)


@pytest.fixture(autouse=True)
def _alone(monkeypatch, settings, tmp_path: pathlib.Path):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    monkeypatch.setattr(timezone, "now", lambda: AT)
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path / "archive"), str(tmp_path / "erased")


@pytest.fixture
def by(coordinator: User, viewer_for) -> Viewer:
    viewer: Viewer = viewer_for(coordinator)
    return viewer


def erasing(person: Person) -> Do:
    return lambda: actions.erase_person(person.pk, by=SYSTEM, at=LATER, because="prøve")


def test_who_writes_about_a_citizen_that_is_being_erased_begins_again_and_finds_nobody(by):
    for rule in held():
        person, bystander = pair_of(by)
        erased, written = at_once(erasing(person), write(rule, person))
        assert erased is None, (rule, erased)
        assert begins_again(written), (rule, written)
        assert not rule.model._default_manager.filter(**{rule.field: person.pk}).exists()
        assert Person.objects.filter(pk=bystander.pk).exists()


def test_erasing_waits_for_a_writer_and_sees_the_row(by):
    """What was just written goes too, or keeps the citizen: never a row of nobody."""
    Provision.objects.filter(key="archive_before_erasing").update(value=0)  # these rows are sealed with no key
    for rule in held():
        person, _bystander = pair_of(by)
        written, erased = at_once(write(rule, person), erasing(person))
        assert isinstance(written, rule.model), (rule, written)
        is_kept = isinstance(erased, actions.CaseIsAlive)
        assert is_kept or erased is None, (rule, erased)
        rows = rule.model._default_manager.filter(**{rule.field: person.pk})
        assert rows.exists() == Person.objects.filter(pk=person.pk).exists() == is_kept
