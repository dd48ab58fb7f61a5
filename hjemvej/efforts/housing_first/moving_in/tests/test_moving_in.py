"""From a signed lease to the first night: the checklist, the tenancy, and where the citizen sleeps, at once or not."""

import contextlib
import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.housing_first.conftest import DAY, again
from hjemvej.efforts.housing_first.models import HomeOffer, MovingInLine, MovingInStep
from hjemvej.efforts.housing_first.moving_in import actions, queries, rules
from hjemvej.efforts.housing_first.offering.actions import offering
from hjemvej.ground.casework.models import Task
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import Dwelling, Tenancy
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db


def test_a_signed_lease_lays_the_checklist_out(act, signed, flat, today):
    assert (again(signed).state, again(flat).state) == ("signed", "signed")
    lines = MovingInLine.objects.filter(offer=signed)
    assert lines.count() == MovingInStep.objects.count() == 13
    assert lines.get(title__startswith="Lån til indskud").by_on == today, "due a week ago already: today"
    assert lines.get(title="Hvem er der den første nat?").by_on == today + 7 * DAY
    step = Task.objects.get(pk=signed.task_id)
    assert (step.title, step.done_at) == ("Den første nat i egen bolig", None)


@pytest.mark.parametrize(("signed_in", "lease_in"), [(1, 7), (-1, 7), (0, -1)])
def test_days_of_a_lease_that_cannot_be(act, said_yes, today, signed_in, lease_in):
    days = {"signed_on": today + signed_in * DAY, "lease_from_on": today + lease_in * DAY}
    with pytest.raises(actions.LeaseDayIsWrong):
        act(actions.sign_lease, said_yes, **days)
    assert not MovingInLine.objects.filter(offer=said_yes).exists()


def test_a_lease_is_signed_after_a_yes_and_with_one_alone(act, offer_to, homeless, other_flat, said_yes, flat, today):
    days = {"signed_on": today, "lease_from_on": today}
    with pytest.raises(offering.OfferMoved):
        act(actions.sign_lease, offer_to(homeless("Bo"), other_flat), **days)
    act(offering.share_offer, said_yes, shared_words="Sagt")
    other = offer_to(homeless("Per"), flat, shared_words="Sagt til Per")
    with pytest.raises(offering.AnotherIsOffered):
        act(actions.sign_lease, said_yes, **days)
    act(offering.withdraw_offer, other, why="Ib fik den")
    assert act(actions.sign_lease, said_yes, **days).state == "signed"


def test_a_lease_that_the_landlord_wrote_first_is_signed_all_the_same(act, said_yes, karen, flat, today, at):
    with looking_as(karen):
        homes.sign_lease(vacancy_id=flat.pk, lease_from_on=today, by=karen, at=at)
    assert act(actions.sign_lease, said_yes, signed_on=today, lease_from_on=today).state == "signed"
    assert act(actions.move_in, said_yes, moved_in_on=today).state == "moved_in"


def test_the_first_night_writes_all_of_it(act, signed, ib, flat, today):
    act(actions.move_in, signed, moved_in_on=today)
    assert (again(signed).state, signed.ended_on, again(flat).state) == ("moved_in", today, "let")
    tenancy = Tenancy.objects.get(person=ib)
    assert (tenancy.dwelling_id, tenancy.from_on, tenancy.until_on) == (flat.dwelling_id, today, None)
    sleeps = Situation.objects.get(person=ib, superseded_at=None, until_on=None)
    assert (sleeps.kind, sleeps.from_on, sleeps.certainty) == ("egen_bolig", today, "seen")
    assert Task.objects.get(pk=signed.task_id).done_at is not None


def test_the_house_that_the_citizen_leaves_is_told_today(act, signed, ib, shelter, today):
    house = House.objects.create(name="Forsorgshjemmet", kind="shelter", organisation=shelter)
    Situation.objects.filter(person=ib).update(house=house, kind="herberg")
    act(actions.move_in, signed, moved_in_on=today)
    assert Task.objects.get(person=ib, done_at=None).title == "Fortæl Forsorgshjemmet, at borgeren er flyttet"


def test_a_protected_citizens_lease_waits_until_it_is_arranged(act, said_yes, ib, today):
    Person.objects.filter(pk=ib.pk).update(protection="threatened")
    days = {"signed_on": today, "lease_from_on": today}
    with pytest.raises(actions.LeaseDayIsWrong, match="uden om siderne"):
        act(actions.sign_lease, said_yes, **days)
    act(offering.arrange_outside, said_yes, how="Karen ringer til direktøren")
    assert act(actions.sign_lease, said_yes, **days).state == "signed"


def test_when_the_home_is_taken_nothing_of_it_is_written(act, signed, ib, homeless, karen, flat, today, at):
    with looking_as(karen):
        homes.begin_tenancy(
            person_id=homeless("Bo").pk, dwelling_id=flat.dwelling_id, lease_form="unlimited", from_on=today, by=karen,
            at=at,
        )  # fmt: skip
    with pytest.raises(homes.HomeTaken):
        act(actions.move_in, signed, moved_in_on=today)
    assert (again(signed).state, again(flat).state) == ("signed", "signed")
    assert not Tenancy.objects.filter(person=ib).exists()
    assert Situation.objects.get(person=ib, superseded_at=None, until_on=None).kind == "gade"


def test_the_home_is_idle_until_the_lease_begins_and_the_tenancy_begins_then(act, said_yes, flat, ib, today, at):
    HomeOffer.objects.filter(pk=said_yes.pk).update(offered_on=today - 9 * DAY)
    act(actions.sign_lease, again(said_yes), signed_on=today - 5 * DAY, lease_from_on=today - 2 * DAY)
    act(actions.move_in, said_yes, moved_in_on=today)
    assert (again(flat).ended_on, Tenancy.objects.get(person=ib).from_on) == (today - 2 * DAY, today - 2 * DAY)
    assert Situation.objects.get(person=ib, superseded_at=None, until_on=None).from_on == today


@pytest.mark.parametrize("days", [-1, 1])
def test_the_first_night_comes_after_the_lease_and_not_tomorrow(act, signed, today, days):
    with pytest.raises(actions.LeaseDayIsWrong):
        act(actions.move_in, signed, moved_in_on=today + days * DAY)


@pytest.mark.parametrize(
    ("form", "lease", "kind"),
    [
        ("family", "unlimited", "egen_bolig"), ("room", "limited", "egen_bolig"), ("skaev", "unlimited", "egen_bolig"),
        ("transitional", "special", "udslusning"), ("transitional", "unlimited", "egen_bolig"),
        ("stay", "stay", "botilbud"),
    ],
)  # fmt: skip
def test_where_a_resident_is_counted(form, lease, kind):
    assert rules.sleeps_in(Dwelling(form=form, lease_form=lease)) == kind


# --- the checklist --------------------------------------------------------------------------------------------------


def a_line(signed, title="El meldes til"):
    return MovingInLine.objects.get(offer=signed, title=title)


def test_a_line_is_done_once_and_may_be_undone(karen, at, today, signed):
    line, other = a_line(signed), a_line(signed, "Indboforsikring")
    with looking_as(karen):
        actions.finish_line(line=line, by=karen, at=at)
        assert (again(line).done_on, line.done_by_id) == (today, karen.user_id)
        with pytest.raises(actions.LineIsDone):
            actions.finish_line(line=line, by=karen, at=at)
        actions.reopen_line(line=line, by=karen, at=at)
        assert (again(line).done_on, line.done_by_id) == (None, None)
        with pytest.raises(actions.LineIsDone):
            actions.reopen_line(line=line, by=karen, at=at)
    assert again(other).done_on is None


def test_another_does_it_on_another_day_and_more_can_be_added(karen, at, today, signed):
    line = a_line(signed)
    with looking_as(karen):
        actions.change_line(line=line, who="Søsteren", by_on=today + DAY, by=karen, at=at)
        assert (again(line).who, line.by_on) == ("Søsteren", today + DAY)
        actions.add_line(offer=signed, title="Hundekurv", who="Ib", by_on=today, by=karen, at=at)
        for said in ({"title": " ", "who": "Ib"}, {"title": "Hundekurv", "who": " "}):
            with pytest.raises(actions.LineSaysNothing):
                actions.add_line(offer=signed, by_on=today, by=karen, at=at, **said)
    assert MovingInLine.objects.filter(offer=signed).count() == 14


def test_what_is_late_is_on_today_once_a_citizen(karen, at, today, signed, ib, django_assert_num_queries):
    MovingInLine.objects.filter(offer=signed, order__lte=20).update(by_on=today - DAY)
    with looking_as(karen):
        with django_assert_num_queries(1):
            [step] = queries.late_steps(karen, at)
        assert (step.person_id, step.why) == (ib.pk, "2 ting om indflytningen er forsinket")
        MovingInLine.objects.filter(offer=signed).update(by_on=today)
        assert queries.late_steps(karen, at) == []


def test_the_headline_counts():
    done, left = MovingInLine(done_on=datetime.date(2026, 1, 1)), MovingInLine()
    assert rules.headline([done, left]) == "1 af 2 ting er gjort"
    assert rules.headline([done]) == "Alt på listen er gjort"
    assert rules.headline([]) == "Listen begynder, når lejekontrakten er skrevet under"


def test_the_teams_list_changes_for_new_checklists_alone(karen, at, today, signed):
    step = MovingInStep.objects.get(title="El meldes til")
    with looking_as(karen):
        kept = actions.keep_step(step_id=step.pk, title="El og vand", who="Borgeren", days=-7, by=karen, at=at)
        assert (kept.order, again(step).valid_to) == (step.order, None)  # the list that all begin with stays
        with pytest.raises(actions.NoSuchStep):
            actions.keep_step(step_id=step.pk, title="x", who="y", days=0, by=karen, at=at)
        actions.drop_step(step_id=kept.pk, by=karen, at=at)
        mine = {one.title for one in queries.steps_on(today, team_id=karen.team_id)}
    assert a_line(signed).title == "El meldes til"
    assert len(mine) == 12
    assert not {"El meldes til", "El og vand"} & mine


def test_another_teams_list_is_as_it_was(karen, at, today, colleague_in_other_team, viewer_for):
    step = MovingInStep.objects.get(title="El meldes til")
    with looking_as(karen):
        actions.drop_step(step_id=step.pk, by=karen, at=at)
    mine = MovingInStep.objects.filter(team_id=karen.team_id)[0].pk
    theirs = viewer_for(colleague_in_other_team)
    with looking_as(theirs):
        assert "El meldes til" in {one.title for one in queries.steps_on(today, team_id=theirs.team_id)}
        with pytest.raises(actions.NoSuchStep):
            actions.drop_step(step_id=mine, by=theirs, at=at)
        assert not MovingInStep.objects.filter(team_id=karen.team_id).exists()  # row security


def test_the_first_change_by_two_colleagues_makes_one_list(karen, at, today):
    with looking_as(karen):
        for title in ("El meldes til", "Indboforsikring"):  # both had seen the list that all begin with
            step = MovingInStep.objects.get(title=title, team=None)
            with contextlib.suppress(actions.NoSuchStep):
                actions.drop_step(step_id=step.pk, by=karen, at=at)
        titles = [one.title for one in queries.steps_on(today, team_id=karen.team_id)]
    assert len(titles) == len(set(titles)) == 12


# --- pages ----------------------------------------------------------------------------------------------------------


def test_from_the_yes_to_the_first_night_on_the_pages(page, said_yes, today, ib):
    ids = [said_yes.pk]
    shown = page.get(reverse("housing_first:home_offer", args=ids)).content.decode()
    assert "Kontrakten er skrevet" in shown
    typed = {"signed_on": "i dag", "lease_from_on": f"{today + DAY:%d.%m.%Y}"}
    signed = page.post(reverse("housing_first:sign_lease", args=ids), typed)
    assert signed.url == reverse("housing_first:checklist", args=ids)
    assert "0 af 13 ting er gjort" in page.get(signed.url).content.decode()
    page.post(reverse("housing_first:finish_line", args=[a_line(said_yes).pk]))
    assert "1 af 13 ting er gjort" in page.get(signed.url).content.decode()
    page.post(reverse("housing_first:change_line", args=[a_line(said_yes, "Indboforsikring").pk]),
              {"who": "Søsteren", "by_on": "i dag"})  # fmt: skip
    page.post(reverse("housing_first:add_line", args=ids), {"title": "Hundekurv", "who": "Ib", "by_on": "i dag"})
    assert "1 af 14 ting er gjort" in page.get(signed.url).content.decode()
    left = page.get(reverse("housing_first:move_in", args=ids)).content.decode()
    assert "13 ting på listen er ikke gjort" in left
    moved = page.post(reverse("housing_first:move_in", args=ids), {"moved_in_on": "i dag"})
    assert moved.url == reverse("staff:person", args=[ib.pk])
    assert "Egen bolig" in page.get(moved.url).content.decode()


def test_the_teams_list_on_its_page(page, db):
    address = reverse("housing_first:moving_in_steps")
    assert "13 ting står på hver ny liste" in page.get(address).content.decode()
    page.post(address, {"title": "Gardiner", "who": "Borgeren", "days": "5"})
    step = MovingInStep.objects.get(title="Gardiner")
    page.post(reverse("housing_first:change_step", args=[step.pk]), {"title": "Lamper", "who": "Borgeren", "days": "5"})
    page.post(reverse("housing_first:drop_step", args=[MovingInStep.objects.get(title="Lamper").pk]))
    assert "13 ting står på hver ny liste" in page.get(address).content.decode()
    assert page.get(reverse("housing_first:change_step", args=[step.pk])).status_code == 404


def test_another_teams_line_is_not_found(signed, colleague_in_other_team, client_of):
    theirs, line = client_of(colleague_in_other_team), a_line(signed)
    for name in ("finish_line", "reopen_line", "change_line"):
        assert theirs.post(reverse(f"housing_first:{name}", args=[line.pk]), {}).status_code == 404
    assert again(line).done_on is None


def test_who_still_lives_there_is_said_before_the_day_of_the_move(page, act, signed, homeless, flat, karen, today, at):
    pages = [reverse(f"housing_first:{name}", args=[signed.pk]) for name in ("home_offer", "move_in")]

    def is_said():
        return ["Der bor stadig en borger" in page.get(one).content.decode() for one in pages]

    assert is_said() == [False, False]
    bo = homeless("Bo")
    with looking_as(karen):
        lives = homes.begin_tenancy(
            person_id=bo.pk, dwelling_id=flat.dwelling_id, lease_form="unlimited", from_on=today - 30 * DAY, by=karen,
            at=at,
        )  # fmt: skip
    shown = page.get(pages[1]).content.decode()
    assert ("Bo Eksempel" in shown, reverse("homes:end_tenancy", args=[lives.pk]) in shown) == (False, True)
    assert is_said() == [True, True]
    Person.objects.filter(pk=bo.pk).update(protection="threatened")
    assert is_said() == [False, False], "nothing leads from an address to a protected citizen"
    Person.objects.filter(pk=bo.pk).update(protection="none")
    with looking_as(karen):
        homes.end_tenancy(tenancy_id=lives.pk, until_on=today, ended="left", by=karen, at=at)
    assert is_said() == [False, False]
