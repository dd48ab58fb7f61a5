"""Is it counted who has kept a home as SQL written apart counts it, as known then, and hidden where few?"""

import pytest
from django.db import connection
from django.urls import reverse

from hjemvej.ground.homes.models import Dwelling, Tenancy
from hjemvej.ground.law.models import Provision
from hjemvej.insight.mapping import queries, rules
from hjemvej.insight.mapping.conftest import TEST, TODAY, days_ago, move, noon
from hjemvej.insight.mapping.estimation import WayOut
from hjemvej.insight.mapping.estimation.homes_kept import DIED, EVICTED, LEFT, OTHER_HOME, STAY
from hjemvej.insight.mapping.queries import Asked
from hjemvej.insight.mapping.views import homes_kept as views

# The same from the rooms' own tables, written apart from the code: a citizen's leases are one home, which ends as the
# last of them did; shares by products and sums over the days on which somebody left.
IN_SQL = """
WITH home AS (
    SELECT lease.person_id, min(lease.from_on) AS began_on,
        (array_agg(lease.until_on ORDER BY lease.from_on DESC))[1] AS ended_on,
        (array_agg(lease.ended ORDER BY lease.from_on DESC))[1] AS ended
    FROM homes_tenancy lease WHERE lease.lease_form = 'unlimited' GROUP BY lease.person_id
), followed AS (
    SELECT home.began_on, CASE
        WHEN person.died_on IS NOT NULL THEN 'dead ' || person.died_on
        WHEN home.ended = 'evicted' OR EXISTS (
            SELECT FROM situations_situation slept
            WHERE slept.person_id = home.person_id AND slept.superseded_at IS NULL
            AND slept.kind IN ('gade', 'herberg', 'familie_venner')
            AND slept.from_on BETWEEN home.ended_on AND home.ended_on + 30
        ) THEN 'lost ' || home.ended_on
        WHEN home.ended = 'stay' THEN 'institution ' || home.ended_on
        WHEN away.from_on IS NOT NULL THEN 'institution ' || away.from_on + 91
        ELSE 'none ' || coalesce(home.ended_on, %(on)s::date)
    END AS how
    FROM home JOIN people_person person ON person.id = home.person_id
    LEFT JOIN situations_situation away ON away.person_id = home.person_id AND away.superseded_at IS NULL
        AND away.kind = 'indlagt' AND %(on)s::date - away.from_on > 90
    WHERE home.began_on > %(on)s::date - 1096 AND NOT EXISTS (
        SELECT FROM people_responsiblemunicipality other
        WHERE other.person_id = home.person_id AND other.municipality_code = '998'
    )
), one AS (
    SELECT split_part(how, ' ', 1) AS how, split_part(how, ' ', 2)::date - began_on AS days FROM followed
), step AS (
    SELECT days, count(*) FILTER (WHERE how = 'lost') AS lost, count(*) FILTER (WHERE how = 'institution') AS moved,
        count(*) FILTER (WHERE how = 'dead') AS died, count(*) FILTER (WHERE how <> 'none') AS gone,
        (SELECT count(*) FROM one later WHERE later.days >= one.days)::float8 AS at_risk
    FROM one GROUP BY days
), staying AS (
    SELECT *, coalesce(exp(sum(ln(1 - gone / at_risk)) OVER (
        ORDER BY days ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)), 1) AS before
    FROM step WHERE days <= %(days)s
)
SELECT exp(sum(ln(1 - lost / at_risk))), exp(sum(ln(1 - (lost + moved) / at_risk))),
    sum(before * lost / at_risk), sum(before * moved / at_risk), sum(before * died / at_risk),
    (SELECT count(*) FROM one WHERE days >= %(days)s)
FROM staying"""


@pytest.fixture
def moves_in(make_person, housing_association):
    """Give `moves_in(800, until=100, ended="left")`: somebody who moved in so many days ago, and out again."""

    def make(days, until=None, ended="", person=None, lease_form="unlimited", **facts):
        person = person or make_person(kind="egen_bolig", days=days, **facts)
        dwelling = Dwelling.objects.create(
            landlord=housing_association, form="family", address=f"Prøvevej {Dwelling.objects.count()}", rent=5000
        )
        Tenancy.objects.create(
            person=person, dwelling=dwelling, lease_form=lease_form, from_on=days_ago(days),
            until_on=None if until is None else days_ago(until), ended=ended, recorded_at=noon(days_ago(days)),
        )  # fmt: skip
        return person

    return make


@pytest.fixture
def thirty(moves_in):
    """Thirty-one who moved in, the bystanders who are not counted, and what became of each."""
    for number in range(12):
        moves_in(700 + number)
    for number in range(5):
        moves_in(700, until=600 - 30 * number, ended="evicted")
    for number in range(3):
        move(moves_in(650, until=450 - number, ended="ran_out"), "herberg", 440 - number)
    for number in range(3):
        move(moves_in(600, until=300 - number, ended="stay"), "botilbud", 300 - number)
    for number in range(2):
        person = moves_in(600)
        person.died_on = days_ago(450 - number)
        person.save(update_fields=["died_on"])
    for _number in range(2):
        moves_in(449, person=moves_in(700, until=450, ended="other_home"))
    for _number in range(2):
        move(moves_in(650, until=530, ended="other_home"), "flyttet", 530)
    for _number in range(2):
        move(moves_in(500), "indlagt", 200)
    moves_in(500, municipality="998")
    moves_in(500, lease_form="special")
    moves_in(1200)


@pytest.mark.parametrize("days", ["183", "365", "548"])
def test_the_figure_is_that_of_an_independent_computation(thirty, days):
    with connection.cursor() as cursor:
        cursor.execute(IN_SQL, {"on": TODAY, "days": int(days)})
        *shares, at_risk = cursor.fetchone()
    told = queries.still_at_home(TODAY, TEST)
    at = told["at"][days]
    assert told["move_ins"] == 31
    found = [at["kept"][0], at["at_home"][0], *(at["ways_out"][name][0] for name in ("lost", "institution", "dead"))]
    assert found == pytest.approx(shares, abs=1e-12)
    assert at["at_risk"] == at_risk
    assert 0 < at["kept"][1] < at["kept"][0] < at["kept"][2] < 1


def test_the_team_reads_shares_counts_and_definitions_and_the_council_coarse_shares_alone(
    thirty, client_of, coordinator, council_member, clock_stands
):
    told = queries.still_at_home(TODAY, TEST)
    drawn, left = views.still_at_home(told, TODAY), views.ways_out(told, TODAY)
    assert drawn
    assert left
    assert drawn.title == "71 % har ikke mistet boligen 12 måneder efter indflytning; for få er fulgt i 24"
    year = next(row for row in drawn.rows if row[0] == "12 måneder (365 dage)")
    assert (year[5], year[6]) == ("16", "16 af 24")
    assert "inden for 30 dage" in drawn.method
    assert "mere end 90 dage" in drawn.method
    assert "færre end 14 nætter" in drawn.method
    assert "ikke hvor mange der bor der endnu" in drawn.method
    page = client_of(coordinator).get(reverse("mapping:overview")).content.decode()
    assert "71 % har ikke mistet boligen" in page
    outside = client_of(council_member).get(reverse("mapping:overview")).content.decode()
    assert "Omkring 75 % har ikke mistet boligen 12 måneder efter indflytning" in outside
    assert "16 af 24" not in outside
    assert "Døde" not in outside, "those who died were not known in October"


def test_a_rule_that_says_other_days_is_counted_by_and_told(moves_in):
    for number in range(12):
        move(moves_in(600, until=400, ended="ran_out"), "gade", 380 - number)
    assert queries.still_at_home(TODAY, TEST)["at"]["183"]["kept"][0] == 1.0
    assert [kept.way_out for kept in queries.kept_on([Asked(TODAY)], viewer=TEST)[0]].count(WayOut.LOST) == 11
    Provision.objects.filter(key="home_lost_within").update(value=20)
    assert [kept.way_out for kept in queries.kept_on([Asked(TODAY)], viewer=TEST)[0]].count(WayOut.LOST) == 1
    assert queries.still_at_home(TODAY, TEST)["limits"][0] == 20


def test_it_is_counted_as_it_was_known_then_also_when_an_end_is_told_of_late(moves_in):
    tenant = moves_in(400)
    Tenancy.objects.filter(person=tenant).update(until_on=days_ago(60), ended="evicted")  # written today, not then
    now, then = queries.kept_on([Asked(TODAY), Asked(TODAY, noon(TODAY))], viewer=TEST)
    assert [kept.way_out for kept in now] == [WayOut.LOST]
    assert [(kept.way_out, kept.is_followed) for kept in then] == [(None, True)]


def test_the_ends_that_are_told_apart_are_those_that_a_tenancy_can_have():
    assert {EVICTED, LEFT, OTHER_HOME, STAY, DIED} == set(Tenancy.Ended.values) - {Tenancy.Ended.RAN_OUT}


def test_of_few_nothing_is_told(moves_in):
    for _number in range(9):
        moves_in(600)
    told = queries.still_at_home(TODAY, TEST)
    assert set(told["at"].values()) == {None}
    assert views.still_at_home(told, TODAY) is None
    assert views.ways_out(told, TODAY) is None
    assert views.still_at_home_released(told, TODAY) is None
    assert views.still_at_home({}, TODAY) is None


def test_outside_the_team_a_share_that_stands_for_few_is_hidden_and_the_share_with_it():
    def released(move_ins, lost, institution, dead):
        left = {"lost": lost, "institution": institution, "dead": dead}
        shares = {name: [number / move_ins, None, None] for name, number in left.items()}
        told = {"kept": [1 - lost / move_ins] * 3, "at_home": [0.5] * 3, "ways_out": shares, "left": left}
        return rules.release_kept({"people": move_ins, "at": {"365": told, "730": None}})["at"]

    assert released(19, 6, 0, 0) == {}
    assert released(40, 8, 0, 0) == {"365": {"kept": 80, "at_home": 50, "lost": 20, "institution": 0, "dead": 0}}
    assert released(40, 8, 2, 0)["365"] == {"kept": 80, "at_home": None, "lost": 20, "institution": None, "dead": 0}
    assert released(40, 4, 8, 0)["365"] == {"kept": None, "at_home": None, "lost": None, "institution": 20, "dead": 0}


def test_small_numbers_are_of_citizens_also_where_one_moved_in_and_out_again_and_again(moves_in):
    for _number in range(12):
        moves_in(700)
    for _number in range(2):
        again = moves_in(700, until=600, ended="evicted")
        moves_in(590, until=500, ended="evicted", person=again)
        moves_in(490, until=400, ended="evicted", person=again)
    told = queries.still_at_home(TODAY, TEST)
    assert (told["move_ins"], told["people"], told["at"]["365"]["left"]["lost"]) == (18, 14, 2)
