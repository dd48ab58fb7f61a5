"""Does the overview tell how many, add up, and keep small numbers from those outside the team?"""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from conftest import tight
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.situations.actions import record_situation
from hjemvej.insight.mapping import jobs, rules
from hjemvej.insight.mapping.models import KeptOverview
from hjemvej.platform.access.viewer import system
from hjemvej.platform.rooms import OverviewFigure, Room, house, rooms
from hjemvej.platform.ui.figures import bars_by_name

OVERVIEW = reverse("mapping:overview")
TEST = system("test")


def somebody(kind, days=10):
    at = timezone.now() - datetime.timedelta(days=days)
    person = Person.objects.create(given_names="Testa", surname="Hemmelig", created_at=at)
    ResponsibleMunicipality.objects.create(
        person=person, municipality_code=settings.MUNICIPALITY_CODE, municipality_name="Prøve",
        from_on=at.date() - datetime.timedelta(days=1000),
    )  # fmt: skip
    record_situation(
        person_id=person.pk, kind=kind, from_on=timezone.localdate(at), by=TEST, at=at, source="x", certainty="seen"
    )


def read(browser):
    page = browser.get(OVERVIEW)
    assert page.status_code == 200
    return tight(page.content.decode())


def test_an_empty_town_has_an_overview_too(client_of, leader):
    page = read(client_of(leader))
    assert "<strong>0 borgere</strong>" in page
    assert "For få til at vise" in page


def test_the_team_sees_exact_figures_as_picture_and_table(client_of, leader):
    for kind, count in [("gade", 3), ("herberg", 12)]:
        for _number in range(count):
            somebody(kind)
    page = read(client_of(leader))
    assert "<strong>15 borgere</strong>" in page
    assert 'role="img"' in page
    assert '<th scope="row">Gade</th><td class="is-number">3</td>' in page
    assert "15 nye" in page
    assert "Testa" not in page


def test_the_council_sees_no_small_number_and_none_that_could_be_worked_out(client_of, council_member):
    for kind, count in [("gade", 3), ("herberg", 12), ("familie_venner", 6)]:
        for _number in range(count):
            somebody(kind)
    page = read(client_of(council_member))
    assert "<strong>21 borgere</strong>" in page
    rows = page.split("Hvor sover de?")[1].split("De sidste tolv")[0]
    assert '<th scope="row">Forsorgshjem</th><td class="is-number">12</td>' in rows
    assert "Gade" not in rows
    assert "Familie eller venner" not in rows  # 21 less 12 less 6 would tell the 3
    assert "nye" not in rows
    assert "Nætter uden et trygt sted</h2>" not in page


def test_only_those_who_may_look_somebody_up_are_offered_the_search(client_of, council_member, leader):
    assert "Find borger" not in read(client_of(council_member))
    assert "Find borger" in read(client_of(leader))


def test_a_number_under_five_is_told_as_such_to_the_council(client_of, council_member, leader):
    for _number in range(4):
        somebody("gade")
    assert "<strong>under 5 borgere</strong>" in read(client_of(council_member))
    assert "<strong>4 borgere</strong>" in read(client_of(leader))


@pytest.mark.parametrize("who", ["shelter_worker", "volunteer", "landlord", "administrator"])
def test_others_see_no_overview(client_of, request, who):
    assert client_of(request.getfixturevalue(who)).get(OVERVIEW).status_code == 404


TEST_ASKS_TWO = 2  # it looks as nobody before, and as the system after


def test_few_questions_however_many_people_also_where_nothing_is_kept(client_of, leader, django_assert_max_num_queries):
    somebody("gade")
    browser = client_of(leader)
    with django_assert_max_num_queries(20 + TEST_ASKS_TWO + 2) as few:  # and a savepoint round the page
        read(browser)
    for _number in range(30):
        somebody("herberg")
    KeptOverview.objects.all().delete()
    with django_assert_max_num_queries(20 + TEST_ASKS_TWO + 2) as many:
        read(browser)
    assert len(many.captured_queries) <= len(few.captured_queries)
    with django_assert_max_num_queries(12 + TEST_ASKS_TWO + 2):
        read(browser)


def test_the_job_counts_what_the_page_would(client_of, leader, django_assert_max_num_queries):
    for kind, days in [("gade", 10), ("herberg", 200), ("herberg", 5)]:
        somebody(kind, days)
    browser = client_of(leader)
    counted = read(browser)
    KeptOverview.objects.all().delete()
    jobs.count_overview(timestamp=0)
    with django_assert_max_num_queries(18):
        kept = read(browser)
    assert kept.split("kort-hvor")[1].split("</main>")[0] == counted.split("kort-hvor")[1].split("</main>")[0]


def test_small_flows_are_hidden_together():
    month = rules.Month(
        on=datetime.date(2026, 10, 31), active=20, as_known_then=20, flow=rules.Flow(new=9, to_home=2), before=13
    )
    assert rules.MonthShown(month, exact=True).came == "9"
    outside = rules.MonthShown(month, exact=False)
    assert (outside.came, outside.left) == ("skjult", "skjult")


def test_a_room_brings_a_figure_of_its_own_counted_and_kept_with_the_others(
    client_of, leader, council_member, monkeypatch
):
    somebody("gade")
    counted = []

    def count(on, viewer):
        counted.append((on, viewer.scope))
        return {"Dør": 7}

    def draw(counts, on):
        head = ("Ønske", "Borgere")
        return bars_by_name(counts, title="Flest ønsker en dør", description="x", method="Talt", head=head, on=on)

    figure = OverviewFigure(10, "wishes", "Hvad ønsker de?", count, draw)
    monkeypatch.setattr(house, "_handed_over", (*rooms(), Room(name="planted", figures=(figure,))))
    page = read(client_of(leader))
    assert "Hvad ønsker de?" in page
    assert '<th scope="row">Dør</th><td class="is-number">7</td>' in page
    assert "Hvad ønsker de?" in read(client_of(leader))
    assert counted == [(timezone.localdate(), "system")], "kept for the next who looks"
    assert "Hvad ønsker de?" not in read(client_of(council_member)), "small numbers are the team's"
