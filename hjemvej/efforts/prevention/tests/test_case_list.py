"""Does the list of cases stand in the order of what each case's own page says is next?"""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.cases.queries import case_rows
from hjemvej.efforts.prevention.cases.views import lists
from hjemvej.efforts.prevention.models import HelpKind, HelpSought
from hjemvej.efforts.prevention.nights_after import actions as nights_after
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY = D(2026, 11, 20)
RELEASE = {"kind": "release", "sender_kind": "prison", "sender_name": "Arresten", "address": "", "children": "unknown",
           "began_on": D(2026, 6, 1), "happens_on": D(2027, 1, 1), "has_home": "no"}  # fmt: skip


@pytest.fixture
def begin(typed, act, freja, now):
    """Give `begin(name, ...)`: a case of a new citizen, the question of help answered."""

    def opened(name, *, at=now, **signal):
        with looking_as(freja):
            person = people.create_person(by=freja, at=at, given_names=name, surname="Prøvesen")
        found = act(actions.settle_person, signal=typed(name=name, **signal), person_id=person.pk, at=at)
        case = act(actions.take_up, signal=found, at=at)
        act(actions.note_answer, case=case, answer="help", on=TODAY, at=at)
        return case

    return opened


def listed(freja, on=TODAY):
    with looking_as(freja):
        return [(row.case.person.given_names, row.what, row.due) for row in case_rows(viewer=freja, on=on)]


def test_what_a_row_says_is_what_its_page_says_and_the_order_is_the_same(page, begin, act, freja, now):
    begin("Foged", happens_on=TODAY + 2 * DAY)
    off = begin("Aflyst", happens_on=TODAY + DAY)
    begin("Fængsel", **RELEASE)
    act(
        nights_after.call_off, case=off, day=TODAY + DAY, called_off_by="court", called_off_on=TODAY, words=""
    )  # its bailiff's day was the first of all
    asked = begin("Hjælp", happens_on=TODAY + 40 * DAY)
    HelpSought.objects.create(
        case=asked, person_id=asked.person_id, kind=HelpKind.objects.get(key="rent_help", valid_to=None),
        sought_at="Ydelsescenteret", sought_on=TODAY, ask_again_on=TODAY + DAY, written_at=now,
    )  # fmt: skip
    found = listed(freja)
    days = {"i dag": 0, "om 1 dag": 1, "om 2 dage": 2}
    assert [name for name, _what, due in found if due in days][:3] == ["Fængsel", "Hjælp", "Foged"]
    assert found[-1][0] == "Aflyst", "only its letter is left"
    with looking_as(freja):
        rows = case_rows(viewer=freja, on=TODAY)
    for row in rows:
        words = page.get(reverse("prevention:case", args=[row.case.pk])).content.decode()
        assert f"næste frist {row.due}" in words
        assert row.what in words
    shown = page.get(reverse("prevention:cases")).content.decode()
    places = [shown.index(f"{row.case.person.given_names} Prøvesen") for row in rows]
    assert places == sorted(places)


def test_more_cases_ask_no_more_and_the_second_page_goes_on(page, begin, freja, monkeypatch):
    for n in range(3):
        begin(f"Foged{n}", happens_on=TODAY + (9 - n) * DAY)
    begin("Ud", **RELEASE)
    asked = []
    for more in (0, 3):
        for n in range(more):
            begin(f"Flere{n}", happens_on=TODAY + (20 + n) * DAY)
            begin(f"Ude{n}", **RELEASE)
        with looking_as(freja), CaptureQueriesContext(connection) as captured:
            case_rows(viewer=freja, on=TODAY)
        asked.append(len(captured.captured_queries))
    assert asked[0] == asked[1] <= 16, asked
    monkeypatch.setattr(lists, "ROWS", 4)
    names = [name for name, _what, _due in listed(freja)]
    pages = [page.get(reverse("prevention:cases"), {"side": n}).context["rows"] for n in (1, 2, 3)]
    assert [[row.case.person.given_names for row in rows] for rows in pages] == [names[:4], names[4:8], names[8:]]


def test_a_team_without_cases_is_asked_about_nothing_more(freja):
    with looking_as(freja), CaptureQueriesContext(connection) as captured:
        assert case_rows(viewer=freja, on=TODAY) == []
    assert len(captured.captured_queries) == 1
