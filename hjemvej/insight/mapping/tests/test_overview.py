"""Does the overview tell how many, add up, and keep small numbers from those outside the team?"""

import datetime
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from conftest import tight
from hjemvej.ground.law.actions import change_provision
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.situations.actions import record_situation
from hjemvej.insight.mapping import actions, jobs, queries, rules
from hjemvej.insight.mapping.models import ClosedMonth, KeptOverview
from hjemvej.insight.mapping.views import figures
from hjemvej.platform.access.viewer import system
from hjemvej.platform.rooms import OverviewFigure, Room, house, rooms
from hjemvej.platform.ui.figures import bars_by_name

OVERVIEW = reverse("mapping:overview")
TEST = system("test")


def make_person(kind, days=10):
    at = timezone.now() - datetime.timedelta(days=days)
    person = Person.objects.create(given_names="Testa", surname="Hemmelig", created_at=at)
    ResponsibleMunicipality.objects.create(
        person=person, municipality_code=settings.MUNICIPALITY_CODE, municipality_name="Prøve",
        from_on=at.date() - datetime.timedelta(days=1000),
    )  # fmt: skip
    record_situation(
        person_id=person.pk, kind=kind, from_on=timezone.localdate(at), by=TEST, at=at, source="x", certainty="seen"
    )
    return person


def read(browser):
    page = browser.get(OVERVIEW)
    assert page.status_code == 200
    return tight(page.content.decode())


def test_an_empty_town_has_an_overview_too(client_of, leader):
    page = read(client_of(leader))
    assert "Ingen, vi kender, er i hjemløshed i dag." in page
    assert "Ingen borgere at tælle endnu" in page


def test_the_team_sees_exact_figures_as_picture_and_table(client_of, leader):
    for kind, count in [("gade", 3), ("herberg", 12)]:
        for _number in range(count):
            make_person(kind)
    page = read(client_of(leader))
    assert "Mindst 15 borgere er i hjemløshed" in page
    assert 'role="img"' in page
    assert '<th scope="row">Gade</th><td class="is-number">3</td>' in page
    assert "15 nye" in page
    assert "Testa" not in page


def last_month_end():
    return timezone.localdate().replace(day=1) - datetime.timedelta(days=1)


@pytest.fixture
def closed(db):
    """Give `closed()`: last month is closed, with what was known a month after its end."""

    def close():
        long_after = last_month_end() + datetime.timedelta(days=40)
        change_provision(
            key="month_closes_after", valid_from=datetime.date(2000, 1, 1), value=Decimal(-1), paragraph="x", text="x",
            certainty="L", source="", by=TEST, at=timezone.now(),
        )  # fmt: skip
        return actions.close_months(on=long_after, by=TEST, at=timezone.now())

    return close


def test_the_council_sees_closed_months_alone_without_a_small_number_or_one_to_be_worked_out(
    client_of, council_member, closed
):
    for kind, count in [("gade", 3), ("herberg", 12), ("familie_venner", 6)]:
        for _number in range(count):
            make_person(kind, days=75)
    assert last_month_end() in closed()
    for _number in range(9):
        make_person("herberg", days=0)  # since then
    page = read(client_of(council_member))
    assert "Mindst 21 borgere var i hjemløshed" in page
    rows = page.split("Hvor sov de?")[1].split("De sidste tolv")[0]
    assert '<th scope="row">Forsorgshjem</th><td class="is-number">12</td>' in rows
    assert "Gade" not in rows
    assert "Familie eller venner" not in rows  # 21 less 12 less 6 would tell the 3
    assert "nye" not in rows
    assert "Nætter uden et trygt sted</h2>" not in page


def test_before_a_month_is_closed_the_council_reads_when_the_first_figure_comes(client_of, council_member):
    make_person("gade")
    page = read(client_of(council_member))
    assert "Næste tal kommer" in page
    assert "Mindst" not in page


def test_only_those_who_may_look_somebody_up_are_offered_the_search(client_of, council_member, leader):
    assert "Find borger" not in read(client_of(council_member))
    assert "Find borger" in read(client_of(leader))


def test_a_number_under_five_is_told_as_such_to_the_council(client_of, council_member, leader, closed):
    for _number in range(4):
        make_person("gade", days=75)
    closed()
    assert "Færre end 5 borgere var i hjemløshed" in read(client_of(council_member))
    assert "Mindst fire borgere er i hjemløshed" in read(client_of(leader))


@pytest.mark.parametrize("who", ["shelter_worker", "volunteer", "landlord", "administrator"])
def test_others_see_no_overview(client_of, request, who):
    assert client_of(request.getfixturevalue(who)).get(OVERVIEW).status_code == 404


TEST_ASKS_TWO = 2  # it looks as nobody before, and as the system after


def test_few_questions_however_many_people_also_where_nothing_is_kept(client_of, leader, django_assert_max_num_queries):
    make_person("gade")
    browser = client_of(leader)
    with django_assert_max_num_queries(
        27 + TEST_ASKS_TWO + 2
    ) as few:  # six of them the way home and after; and a savepoint
        read(browser)
    for _number in range(30):
        make_person("herberg")
    KeptOverview.objects.all().delete()
    with django_assert_max_num_queries(27 + TEST_ASKS_TWO + 2) as many:
        read(browser)
    assert len(many.captured_queries) <= len(few.captured_queries)
    with django_assert_max_num_queries(12 + TEST_ASKS_TWO + 2):
        read(browser)


def test_the_job_counts_what_the_page_would(client_of, leader, django_assert_max_num_queries):
    for kind, days in [("gade", 10), ("herberg", 200), ("herberg", 5)]:
        make_person(kind, days)
    browser = client_of(leader)
    counted = read(browser)
    KeptOverview.objects.all().delete()
    jobs.count_overview(timestamp=0)
    with django_assert_max_num_queries(18):
        kept = read(browser)
    assert kept.split("kort-hvor")[1].split("</main>")[0] == counted.split("kort-hvor")[1].split("</main>")[0]


def overview_of(*active, on=datetime.date(2026, 11, 20), unsafe_nights=0):
    """Make an overview with this many active people at each month's end, the last of them today."""
    no_flow = rules.Flow()
    ends = [on - datetime.timedelta(days=30 * ago) for ago in reversed(range(len(active)))]
    return queries.Overview(
        counted_at=timezone.now(), on=on, active_days=90, by_kind={"herberg": active[-1]}, inactive=0, long_term=0,
        has_no_permanent_stay=0, has_unusable_home=0, seen_outside=0, not_settled=0,
        months=[rules.Month(end, count, count, no_flow, count) for end, count in zip(ends, active, strict=True)],
        unsafe_per_night=[(on, unsafe_nights)], unsafe_nights=unsafe_nights, unsafe_people=unsafe_nights, brought={},
    )  # fmt: skip


def test_nights_without_a_safe_place_are_drawn_for_the_team_alone(client_of, leader, council_member, monkeypatch):
    monkeypatch.setattr(actions, "latest_overview", lambda **_asked: overview_of(9, 12, unsafe_nights=2))
    shown = [client_of(user).get(OVERVIEW).context for user in (leader, council_member)]
    assert ["unsafe_nights" in context for context in shown] == [True, False]
    assert ["may_see_register" in context for context in shown] == [True, False]
    assert figures.unsafe_nights(overview_of(9, 12)) is None


@pytest.mark.parametrize(
    ("active", "title"),
    [
        ((9, 30), "30 borgere, flere end de 9"), ((30, 9), "9 borgere, færre end de 30"),
        ((9, 9), "9 borgere, lige så mange"), ((9, 12), "12 borgere; forskellen fra 9"), ((0, 0), None),
        ((3, 12), "12 borgere, flere end de 3"),
    ],
)  # fmt: skip
def test_the_curve_tells_a_direction_only_where_chance_alone_would_not_do(active, title):
    drawn = figures.over_months(overview_of(*active))
    assert drawn is None if title is None else title in str(drawn)


@pytest.mark.parametrize(
    ("active", "title"),
    [((9, 30), "30 borgere, flere end de 9"), ((None, 12), None), ((None, 9, 30), "end de 9")],
)
def test_the_curve_leaves_out_small_months_outside_the_team(active, title):
    on = datetime.date(2026, 11, 20)
    months = [
        ClosedMonth(month_end=on - datetime.timedelta(days=30 * ago), shown={"active": count})
        for ago, count in zip(reversed(range(1, len(active) + 1)), active, strict=True)
    ]
    drawn = figures.over_closed_months(queries.Released(months, on), on=on)
    assert drawn is None if title is None else title in str(drawn)


def test_the_kept_overview_is_shown_when_it_is_todays_fresh_and_whole(db):
    at, second = timezone.now(), datetime.timedelta(seconds=1)
    on = timezone.localdate(at)
    actions.count_overview(on=on, by=TEST, at=at)
    assert queries.kept_overview(on, since=at - second) is not None
    assert queries.kept_overview(on, since=at) is None
    assert queries.kept_overview(on - datetime.timedelta(days=1), since=at - second) is None
    row = KeptOverview.objects.get()
    del row.counts["brought"]  # as it was kept before rooms brought figures
    row.save()
    assert queries.kept_overview(on, since=at - second) is None


def test_over_a_year_is_longer_than_a_year(db):
    for days in (365, 366):
        person = make_person("gade", days)
        now = timezone.now()
        record_situation(
            person_id=person.pk, kind="herberg", from_on=timezone.localdate(now), by=TEST, at=now, source="x",
            certainty="seen",
        )  # fmt: skip
    assert queries.overview(timezone.localdate(), viewer=TEST, at=timezone.now()).long_term == 1


def test_a_room_brings_a_figure_of_its_own_counted_and_kept_with_the_others(
    client_of, leader, council_member, monkeypatch
):
    make_person("gade")
    counted = []

    def count(on, viewer):
        counted.append((on, viewer.scope))
        return {"Dør": 7}

    def draw(counts, on):
        head = ("Ønske", "Borgere")
        return bars_by_name(counts, title="Flest ønsker en dør", description="x", method="Talt", head=head, on=on)

    figure = OverviewFigure(10, "planted", "Hvad ønsker de?", count, draw)
    monkeypatch.setattr(house, "_handed_over", (*rooms(), Room(name="planted", figures=(figure,))))
    page = read(client_of(leader))
    assert "Hvad ønsker de?" in page
    assert '<th scope="row">Dør</th><td class="is-number">7</td>' in page
    assert "Hvad ønsker de?" in read(client_of(leader))
    assert counted == [(timezone.localdate(), "system")], "kept for the next who looks"
    assert "Hvad ønsker de?" not in read(client_of(council_member)), "small numbers are the team's"


@pytest.mark.parametrize(("shows_small_numbers", "is_shown"), [(True, False), (False, True)])
def test_a_rooms_figure_without_small_numbers_is_the_councils_too(
    client_of, council_member, monkeypatch, shows_small_numbers, is_shown
):
    def draw(counts, on):
        return bars_by_name(counts, title="Døre", description="x", method="Talt", head=("Ønske", "Borgere"), on=on)

    brought = OverviewFigure(
        10,
        "planted",
        "Hvad ønsker de?",
        lambda _on, _viewer: {"Dør": 70},
        draw,
        shows_small_numbers=shows_small_numbers,
    )
    monkeypatch.setattr(house, "_handed_over", (*rooms(), Room(name="planted", figures=(brought,))))
    assert ("Hvad ønsker de?" in read(client_of(council_member))) == is_shown


@pytest.mark.parametrize(("nights", "kind"), [(0, "ok"), (1, "late")])
def test_the_figure_of_nights_warns_only_when_there_were_any(client_of, leader, monkeypatch, nights, kind):
    monkeypatch.setattr(actions, "latest_overview", lambda **_asked: overview_of(9, unsafe_nights=nights))
    context = client_of(leader).get(OVERVIEW).context
    assert [figure[3] for figure in context["stats"]] == ["neutral", kind, "neutral"]
    assert (context["more"], context["fewer"]) == (None, None)


def test_more_or_fewer_than_last_month_is_said_when_both_are_known(client_of, leader, monkeypatch):
    for now, told in ((30, (21, -21, False)), (9, (0, 0, False)), (12, (None, None, True))):
        monkeypatch.setattr(actions, "latest_overview", lambda now=now, **_asked: overview_of(9, now))
        context = client_of(leader).get(OVERVIEW).context
        assert (context["more"], context["fewer"], context["is_chance"]) == told


def test_where_nobody_sleeps_nothing_is_drawn():
    assert figures.by_situation(overview_of(0)) is None
    assert "Situationerne er slået sammen" not in str(figures.by_situation(overview_of(12)))
    closed = ClosedMonth(month_end=datetime.date(2026, 10, 31), shown={"groups": {"shelter": 12, "other": None}})
    assert "Situationerne er slået sammen" in str(figures.by_group(closed))
    assert "Andre steder" not in str(figures.by_group(closed))


def test_kept_counts_are_shown_as_they_were_and_counted_anew_when_none_are_kept(db):
    at = timezone.now()
    on = timezone.localdate(at)
    make_person("gade")
    first = actions.latest_overview(on=on, at=at)
    assert first.active == 1
    make_person("gade")
    assert actions.latest_overview(on=on, at=at + actions.KEPT_FOR / 2) == first
    assert actions.latest_overview(on=on, at=at + actions.KEPT_FOR).active == 2


def test_where_the_rule_changed_the_page_says_so_and_tells_no_difference(client_of, leader):
    for number in range(6):
        make_person("herberg", days=45 + number)
    browser = client_of(leader)
    assert "Reglen om, hvornår en borger er inaktiv" not in read(browser)
    change_provision(
        key="inactive_after", valid_from=timezone.localdate(), value=Decimal(10), paragraph="x", text="x",
        certainty="L", source="", by=TEST, at=timezone.now(),
    )  # fmt: skip
    page = read(browser)  # counted anew at once
    assert "Ingen, vi kender, er i hjemløshed i dag." in page
    assert "tal før og efter kan ikke sammenlignes" in page
    assert "ved sidste månedsskifte" not in page
    assert "sidste månedsskifte kan være tilfældig" not in page
