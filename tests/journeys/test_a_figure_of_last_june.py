"""Is last June's figure the same after a late death, a merge and an erasure, and is today's other one explained?"""

import datetime
import pathlib

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from conftest import membership_of
from hjemvej.ground.people.actions import change_person
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention.actions import erase_person
from hjemvej.ground.situations.actions import record_situation
from hjemvej.insight.mapping.actions import close_months
from hjemvej.insight.mapping.models import KeptOverview
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import system
from hjemvej.platform.ui.when import short_date
from tests import bystanders

TEST = system("test")
PEOPLE = 12
DAY = datetime.timedelta(days=1)


def month_end(months_ago: int) -> datetime.date:
    day = timezone.localdate()
    for _ in range(months_ago):
        day = day.replace(day=1) - DAY
    return day


@pytest.fixture
def june() -> datetime.date:
    """The end of a month that was closed long ago."""
    return month_end(5)


@pytest.fixture
def people(coordinator, june) -> list[Person]:
    """Twelve citizens who slept on the street then, and whom the team met."""
    met = datetime.datetime.combine(june - 3 * DAY, datetime.time(12), datetime.UTC)
    found = []
    for number in range(PEOPLE):
        person = Person.objects.create(given_names="Testa", surname=f"Prøve {number}", created_at=met)
        NeedToKnow.objects.create(
            person_id=person.pk, organisation=membership_of(coordinator).organisation, basis="case", from_at=met
        )
        record_situation(
            person_id=person.pk, kind="gade", from_on=june - 3 * DAY, by=TEST, at=met, source="Opdigtet",
            certainty="seen",
        )  # fmt: skip
        found.append(person)
    moved_in = met + 20 * DAY  # the last of them has long had a home
    record_situation(
        person_id=found[-1].pk, kind="egen_bolig", from_on=moved_in.date(), by=TEST, at=moved_in, source="Opdigtet",
        certainty="seen",
    )  # fmt: skip
    return found


def test_the_figure_of_last_june(
    page, phone, sign_in, leader, council_member, coordinator, viewer_for, people, june, settings, tmp_path
):
    close_months(on=timezone.localdate(), by=TEST, at=timezone.now())
    sign_in(page, leader)
    assert the_row_of(june, page) == (PEOPLE, "som lukket")

    dead, keep, merge, *_others, erased = people
    change_person(person=dead, changes={"died_on": june - DAY}, by=TEST, at=timezone.now())
    merge_people(keep=keep, merge=merge, by=viewer_for(coordinator), at=timezone.now())
    erase(erased, settings, tmp_path)

    assert the_row_of(june, page) == (
        PEOPLE - 2,
        f"lukket som {PEOPLE} · −1 to sager viste sig at være én borger · −1 et dødsfald blev kendt",
    )
    sign_in(phone, council_member)
    phone.goto("/overblik/")
    phone.get_by_role("region", name="De sidste tolv måneder").get_by_text("Vis som tabel").click()
    expect(phone.get_by_role("row").filter(has_text=short_date(june, timezone.localdate()))).to_contain_text(
        str(PEOPLE)
    )


def erase(person: Person, settings, tmp_path: pathlib.Path) -> None:
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path / "archive"), str(tmp_path / "erased")
    with bystanders.away():
        erase_person(person.pk, by=TEST, at=timezone.now(), because="prøve")


def the_row_of(june: datetime.date, page: Page) -> tuple[int, str]:
    """What the overview says of that month: how many as known now, and how it was closed and corrected."""
    KeptOverview.objects.all().delete()
    page.goto("/overblik/")
    expect(page.get_by_role("group", name="Måned for måned").get_by_role("row")).to_have_count(14)
    row = (
        page.get_by_role("group", name="Måned for måned")
        .get_by_role("row")
        .filter(has_text=short_date(june, timezone.localdate()))
    )
    cells = row.get_by_role("cell").all_inner_texts()
    return int(cells[0]), cells[-1]
