"""Can the plan of a running phase be changed, and can what was agreed before still be read, with who and when?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.support.models import PhaseArea
from hjemvej.efforts.support.queries import courses
from hjemvej.efforts.support.rules import Method
from hjemvej.efforts.support.running import actions
from hjemvej.efforts.support.running.actions import Planned
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def phase(ib, begin, do, at):
    """Phase one of ten days ago: the rent, and the money, which Mona has."""
    support = begin(ib, every_days=7, at=at - 30 * DAY)
    plan = [Planned("home", "Betale huslejen"), Planned("money", "Et budget")]
    begun = do(actions.begin_phase, support=support, number=1, plan=plan, every_days=7, at=at - 10 * DAY)
    do(actions.hand_area, area=begun.areas.get(dimension="money"), to="Mona, gældsrådgivningen", at=at - 2 * DAY)
    return begun


@pytest.fixture
def form(page, phase):
    """What the form begins with, as a browser sends it."""
    address = reverse("support:change_plan", args=[phase.support_id])
    return address, {field.html_name: field.value() or "" for field in page.get(address).context["form"]}


def plan_of(phase, viewer):
    with looking_as(viewer):
        return [(each.dimension, each.aim, each.handed_to) for each in courses.plan_of(phase, viewer=viewer)]


def test_an_area_is_changed_added_and_taken_out_and_what_was_agreed_is_still_read(
    page, ib, phase, form, karen, today, django_assert_max_num_queries
):
    address, begins = form
    with django_assert_max_num_queries(20):
        assert "Betale huslejen" in page.get(address).content.decode()
    said = {
        **begins, "dimension_1": "network", "aim_1": "Spise hos søster", "aim_2": "Gældfri til sommer",
        "dimension_3": "work", "aim_3": "Et par timer om ugen",
    }  # fmt: skip
    assert page.post(address, said).status_code == 302
    assert plan_of(phase, karen) == [
        ("network", "Spise hos søster", ""), ("money", "Gældfri til sommer", "Mona, gældsrådgivningen"),
        ("work", "Et par timer om ugen", ""),
    ]  # fmt: skip
    with looking_as(karen):
        ended = PhaseArea.objects.filter(ended_on=today, ended_by_id=karen.user_id).order_by("order")
        assert [one.aim for one in ended] == ["Betale huslejen", "Et budget"]
        assert PhaseArea.objects.filter(agreed_on=today, agreed_by_id=karen.user_id).count() == 3
        assert Event.objects.filter(name="support.plan_changed", person_id=ib.pk).count() == 1
    with django_assert_max_num_queries(20):
        shown = page.get(reverse("support:course", args=[ib.pk])).content.decode()
    now, before = shown.split("Det, der var aftalt før", 1)
    assert "Betale huslejen" not in now
    assert "Betale huslejen" in before
    assert karen.name in before


def test_a_plan_that_is_not_changed_writes_nothing_and_one_taken_out_keeps_the_rest(page, phase, form, karen):
    address, begins = form
    assert page.post(address, begins).status_code == 302
    with looking_as(karen):
        assert PhaseArea.objects.count() == 2
        assert not Event.objects.filter(name="support.plan_changed").exists()
    assert page.post(address, {**begins, "dimension_1": "", "aim_1": ""}).status_code == 302
    assert plan_of(phase, karen) == [("money", "Et budget", "Mona, gældsrådgivningen")]


def test_nothing_typed_is_lost_and_a_colleagues_change_is_not_overwritten(page, phase, form, do, karen):
    address, begins = form
    none = {**begins, **dict.fromkeys(("dimension_1", "aim_1", "dimension_2", "aim_2"), "")}
    assert "Vælg et til tre områder" in page.post(address, none).content.decode()
    half = page.post(address, {**begins, "aim_3": "Ringe til banken"})
    assert half.status_code == 422
    assert "Ringe til banken" in half.content.decode()
    twice = {**begins, "dimension_2": "home"}
    assert "står to gange" in page.post(address, twice).content.decode()
    do(actions.change_plan, phase=phase, plan=[Planned("home", "Blive boende")], seen=begins["seen"])
    late = page.post(address, {**begins, "aim_1": "Betale til tiden"})
    assert late.status_code == 422
    assert "En kollega har ændret det, mens du skrev" in late.content.decode()
    assert "Betale til tiden" in late.content.decode()
    assert plan_of(phase, karen) == [("home", "Blive boende", "")]


def test_only_a_phase_that_runs_has_a_plan_to_change_and_what_is_taken_out_is_not_handed_on(
    page, ib, begin, phase, do, karen, other_team
):
    home = phase.areas.get(dimension="home")
    with looking_as(karen):
        seen = actions.as_seen(courses.plan_of(phase, viewer=karen))
    do(actions.change_plan, phase=phase, plan=[Planned("work", "Et job")], seen=seen)
    with pytest.raises(actions.ChangedMeanwhile, match="taget det ud af planen"):
        do(actions.hand_area, area=home, to="Per")
    do(actions.begin_phase, support=phase.support, number=2, plan=[Planned("work", "Et job")], every_days=7)
    with pytest.raises(actions.WrongPhase):
        do(actions.change_plan, phase=phase, plan=[Planned("home", "Igen")], seen="")
    with pytest.raises(actions.NotDone, match="fase 3") as refused:
        do(actions.end_support, support=phase.support, because="done", words="Godt")
    assert "Bolig" not in str(refused.value), "what is taken out of the plan is nobody's to be given"


def test_the_contact_phase_has_no_plan_yet(page, ib, begin):
    support = begin(ib, Method.CTI)
    address = reverse("support:change_plan", args=[support.pk])
    assert page.get(address).status_code == 302
    assert "Ret planen" not in page.get(reverse("support:course", args=[ib.pk])).content.decode()
