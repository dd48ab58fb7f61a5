"""Are wishes asked again while a citizen waits for a home, and does their paper say when?"""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from hjemvej.efforts.housing_first import actions as root
from hjemvej.efforts.housing_first import queries as asked
from hjemvej.efforts.housing_first.wishing import actions, queries
from hjemvej.efforts.housing_first.wishing.actions import Said
from hjemvej.efforts.housing_first.wishing.rules import Want, Wanted, Weight
from hjemvej.ground.casework.actions import assign_coordinator
from hjemvej.ground.economy import actions as economy
from hjemvej.ground.law.models import Provision
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as, system

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LONG_AGO, LATELY = 120, 20  # days


@pytest.fixture
def says_yes(karen, at, today):
    def say(person, days, answer="yes"):
        said = root.Said(answer, "Ja tak", ask_again_on=None if answer == "yes" else today + DAY)
        with looking_as(karen):
            root.offer_housing_first(
                person_id=person.pk, how="in_person", offered_on=today - days * DAY, said=said, by=karen, at=at
            )
        return person

    return say


@pytest.fixture
def wishes(karen, at, today):
    def write(person, days):
        with looking_as(karen):
            said = Said(today - days * DAY, "phone", "", {Wanted.LIFT: Want(Weight.MUST)})
            actions.write_wishes(person_id=person.pk, said=said, by=karen, at=at)
        return person

    return write


@pytest.fixture
def told_economy(karen, at, today):
    def tell(person):
        said = economy.Said(today, "citizen", rent_told=Decimal(4000))
        with looking_as(karen):
            economy.write_sheet(person_id=person.pk, said=said, by=karen, at=at)
        return person

    return tell


@pytest.fixture
def due(karen, at, today):
    def now():
        with looking_as(karen):
            return asked.wishes_due(asked.everybody(viewer=karen, at=at), today, viewer=karen)

    return now


@pytest.fixture
def moves(at, today):
    """Give `moves(citizen, days)`: they sleep somewhere else, in homelessness still, since so many days."""

    def move(person, days):
        with looking_as(system("test")):
            Situation.objects.filter(person=person).update(until_on=today - days * DAY)
            Situation.objects.create(
                person=person, kind="herberg", from_on=today - days * DAY, source="os", certainty="seen",
                recorded_at=at - days * DAY,
            )  # fmt: skip
        return person

    return move


def test_who_waits_and_was_not_asked_for_three_months_is_asked_again(
    says_yes, wishes, moves, homeless, due, karen, today, django_assert_num_queries
):
    old = wishes(says_yes(homeless("Gammel", 200), LONG_AGO), LONG_AGO - 5)
    never = says_yes(homeless("Aldrig", 200), LONG_AGO)
    wishes(says_yes(homeless("Nylig", 200), LONG_AGO), LATELY)
    says_yes(homeless("Lige sagt ja", 200), LATELY)
    wishes(says_yes(homeless("Nej", 200), LONG_AGO, "no"), LONG_AGO)
    moved = moves(says_yes(homeless("Flyttet", 200), LONG_AGO), 10)
    assert set(due()) == {old.pk, never.pk, moved.pk}
    assert all(day <= today for day in due().values())
    with looking_as(karen), django_assert_num_queries(1 + 5):  # outside a page the law is read each time
        unasked = asked.waiting(asked.for_today(today, karen), today).unasked
    assert {one.person_id for one in unasked} == set(due()), "the day counts those whom the list shows"


def test_the_length_is_the_provisions(says_yes, homeless, due):
    person = says_yes(homeless("Lige sagt ja", 200), LATELY)
    rule = Provision.objects.get(key="wishes_asked_again")
    assert (rule.certainty, rule.unit, int(rule.value)) == ("L", "months", 3)
    assert not due()
    Provision.objects.filter(key="wishes_asked_again").update(value=10, unit="days")
    assert set(due()) == {person.pk}


def test_the_day_says_how_many_and_leads_to_whom(says_yes, homeless, page, karen, at):
    says_yes(homeless("Aldrig", 200), LONG_AGO)
    with looking_as(karen):
        (step,) = [one for one in asked.steps(karen, at) if "ønsker" in one.title]
    assert step.title == "Én borger, der venter på et hjem, skal spørges om ønsker"
    assert step.is_of_many
    assert "3 måneder" in step.why
    shown = page.get(step.url).content.decode()
    assert "Skulle spørges om ønsker" in shown
    assert "Spørg om ønsker" in shown


def test_the_day_does_not_ask_about_another_coordinators_citizen(says_yes, ib, karen, viewer_for, support_worker, at):
    says_yes(ib, LONG_AGO)
    Situation.objects.filter(person=ib).update(from_on=at.date() - 200 * DAY)
    with looking_as(karen):
        ids = {"person_id": ib.pk, "coordinator_id": viewer_for(support_worker).user_id}
        assign_coordinator(**ids, by=karen, at=at)
        assert not [one for one in asked.steps(karen, at) if "ønsker" in one.title]
        assert asked.waiting(asked.for_today(at.date(), karen), at.date()).unasked, (
            "the team's list has the citizen still"
        )


def test_the_day_asks_one_question_more_and_none_where_nobody_waits(
    says_yes, homeless, karen, at, django_assert_num_queries
):
    with looking_as(karen):
        asked.steps(karen, at)
        with django_assert_num_queries(0), translation.override("da"):
            assert asked.wishes_due([], at.date(), viewer=karen) == {}
    people = [says_yes(homeless(f"Test {number}", 200), LONG_AGO) for number in range(5)]
    with looking_as(karen):
        rows = asked.everybody(viewer=karen, at=at)
        asked.wishes_asked_again_on(at.date())
        with django_assert_num_queries(1 + 1):  # outside a page the law is read each time: once for a day
            assert len(asked.wishes_due(rows, at.date(), viewer=karen)) == len(people)


def test_who_has_told_all_and_has_no_offer_is_ready_and_the_list_says_the_same(
    says_yes, wishes, homeless, told_economy, offer_to, flat, page, karen, today, at, django_assert_num_queries
):
    ready = told_economy(wishes(says_yes(homeless("Klar", 200), LONG_AGO), LATELY))
    wishes(says_yes(homeless("Uden økonomi", 200), LONG_AGO), LATELY)
    told_economy(says_yes(homeless("Uden ønsker", 200), LATELY))
    told_economy(wishes(says_yes(homeless("Gamle ønsker", 200), LONG_AGO), LONG_AGO))
    told_economy(wishes(says_yes(homeless("Siger nej", 200), LATELY, "no"), LATELY))
    offered = told_economy(wishes(says_yes(homeless("Har et tilbud", 200), LONG_AGO), LATELY))
    offer_to(offered, flat)
    with looking_as(karen), django_assert_num_queries(1 + 5):  # outside a page the law is read each time
        found = asked.waiting(asked.for_today(today, karen), today)
    assert [one.person_id for one in found.ready] == [ready.pk]
    assert ready.pk not in {one.person_id for one in found.unasked}
    with looking_as(karen):
        (step,) = [one for one in asked.steps(karen, at) if "klar" in one.chip]
    assert step.title == "Én borger er klar til et tilbud om en bolig"
    listed = {name: (title, rows, is_open) for name, title, rows, _hint, is_open in page.get(step.url).context["asked"]}
    title, rows, is_open = listed["ready"]
    assert (title, is_open, len(rows)) == ("Klar til et tilbud om en bolig (1)", True, 1)
    assert str(ready.pk) in rows[0]["url"]
    assert not listed["yes"][2]


def test_the_citizens_own_paper_says_when_we_ask_again(says_yes, wishes, ib, bystander, karen, at):
    def lines(person):
        with looking_as(karen):
            return queries.paper(person.pk, karen, at)

    assert lines(ib) == []
    says_yes(ib, 10)
    (line,) = lines(ib)
    assert (line.whose, line.due_on) == ("Vi", None)
    wishes(ib, 5)
    (line,) = lines(ib)
    assert "spørger igen" in line.what
    assert line.due_on is not None
    assert line.due_on > at.date() + 80 * DAY
    assert lines(bystander) == []


def test_the_team_list_reads_the_wishes_once(says_yes, homeless, page, django_assert_max_num_queries):
    for number in range(8):
        says_yes(homeless(f"Test {number}", 200), LONG_AGO)
    with django_assert_max_num_queries(22):
        page.get(reverse("housing_first:not_offered"))
