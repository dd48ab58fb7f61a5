"""Who and what do tests of lists of dwellings share? A landlord's list, read as the site reads it."""

import datetime
import uuid

import pytest
from django.utils import timezone

from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import Dwelling
from hjemvej.ground.spreadsheets.dwellings.actions.importing import import_dwellings
from hjemvej.ground.spreadsheets.dwellings.actions.planning import make_plan
from hjemvej.ground.spreadsheets.dwellings.rules.columns import OF_DWELLINGS, guess
from hjemvej.ground.spreadsheets.reading.rules import files
from hjemvej.ground.spreadsheets.rules.columns import find_header
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import looking_as

LISTED = datetime.date(2026, 11, 18)
FACTS = {"form": "family", "rent": 5600, "heat": 500}


@pytest.fixture
def karen(coordinator, viewer_for, clock_stands):
    return viewer_for(coordinator)


@pytest.fixture
def read(karen, housing_association):
    """Give `read(text)`: the plan of the landlord's list, and with `dry=False` what came of it."""

    def plan(text, dry=True, answers=None, form="family", listed_on=LISTED):
        sheet = files.read(text.encode())[0]
        header = find_header(sheet, OF_DWELLINGS)
        source = {
            "sheet": sheet, "header": header, "fields": guess(header, sheet.rows[header.row + 1 :]),
            "landlord": housing_association, "form_else": form, "listed_on": listed_on, "by": karen,
            "at": timezone.now(), "answers": answers or {},
        }  # fmt: skip
        with looking_as(karen):
            return make_plan(**source) if dry else import_dwellings(**source)

    return plan


@pytest.fixture
def known(karen, housing_association):
    """Give `known("Ågade 14, 1. tv")`: a dwelling that we know; `ready` vacant from that day."""

    def register(address, ready=None, given_back=None, **facts):
        with looking_as(karen):
            made = homes.register_dwelling(
                landlord_id=housing_association.pk, facts={**FACTS, "address": address, **facts},
                by=karen, at=timezone.now(),
            )  # fmt: skip
            if ready:
                vacancy = homes.notify_vacancy(
                    dwelling_id=made.pk, notified_on=LISTED - datetime.timedelta(days=9), can_move_in_on=ready,
                    liable_from=ready, answer_by_on=None, by=karen, at=timezone.now(),
                )  # fmt: skip
                if given_back:
                    homes.give_back(vacancy_id=vacancy.pk, on=given_back, by=karen, at=timezone.now())
        return made

    return register


@pytest.fixture(autouse=True)
def bystander(db):
    """Another landlord has a dwelling at the same address, with the same number."""
    other = Organisation.objects.create(name="Boligselskabet Fiktiv", kind="landlord")
    home = Dwelling.objects.create(
        pk=uuid.uuid4(), landlord=other, form="family", address="Ågade 14, 1. tv", number="1204", rent=1
    )
    before = Dwelling.objects.filter(pk=home.pk).values().get()
    yield home
    assert Dwelling.objects.filter(pk=home.pk).values().get() == before
    assert not home.vacancies.exists()
