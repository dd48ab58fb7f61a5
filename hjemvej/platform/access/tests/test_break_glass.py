"""Can an emergency open a record, and is everybody told?"""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from hjemvej.platform.access import actions, queries
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event, Look

REASON = "Borgeren ligger bevidstløs på stationen"


@pytest.fixture
def theirs(other_team, ours):
    """A citizen of ours, seen from the other team."""
    return ours


def break_it(browser, person_id, reason=REASON):
    return browser.post(f"{reverse('access:break_glass')}?borger={person_id}", {"reason": reason})


def test_an_emergency_opens_the_record_for_this_user_only(client_of, colleague_in_other_team, theirs):
    browser = client_of(colleague_in_other_team)
    log = reverse("access:log", args=[theirs])
    assert browser.get(log).status_code == 404
    answer = break_it(browser, theirs)
    assert answer.status_code == 302
    assert answer.url == f"/borger/{theirs}/"
    assert browser.get(log).status_code == 200
    assert Look.objects.get(person_id=theirs).why == REASON


def test_it_closes_by_itself_after_some_hours(client_of, colleague_in_other_team, theirs):
    browser = client_of(colleague_in_other_team)
    break_it(browser, theirs)
    past = timezone.now() - datetime.timedelta(minutes=1)
    NeedToKnow.objects.filter(basis="break_glass").update(from_at=past - actions.BREAK_GLASS_LASTS, until_at=past)
    assert browser.get(reverse("access:log", args=[theirs])).status_code == 404


def test_without_a_reason_nothing_opens_and_nothing_typed_is_lost(client_of, colleague_in_other_team, theirs):
    page = break_it(client_of(colleague_in_other_team), theirs, "haster")
    assert page.status_code == 422
    assert "haster" in page.content.decode()
    assert not NeedToKnow.objects.filter(basis="break_glass").exists()


def test_a_reason_has_ten_signs_besides_spaces(colleague_in_other_team, theirs, viewer_for, now):
    by = viewer_for(colleague_in_other_team)
    with pytest.raises(actions.ReasonMissing):
        actions.break_glass(person_id=theirs, reason="  ni tegn  alt   ", by=by, at=now)
    actions.break_glass(person_id=theirs, reason=" ti tegn i alt ", by=by, at=now)
    assert NeedToKnow.objects.get(basis="break_glass").reason == "ti tegn i alt"


@pytest.mark.parametrize("invisible", list("\u200b\u202e\u2060\u00a0\u3164\u2800\u034f\ufe0f\u00ad"))
def test_what_cannot_be_seen_is_no_reason(client_of, colleague_in_other_team, theirs, invisible):
    page = break_it(client_of(colleague_in_other_team), theirs, f"haster{invisible * 20}")
    assert page.status_code == 422
    assert "Skriv med mindst 10 tegn" in page.content.decode()
    assert not NeedToKnow.objects.filter(basis="break_glass").exists()
    page = client_of(colleague_in_other_team).post(
        reverse("access:break_glass"), {"cpr": "0101700001", "reason": f"haster{invisible * 20}"}
    )
    assert "Ingen borger hos os" not in page.content.decode(), "without a reason no number is looked up"


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_for_many_in_the_same_second(colleague_in_other_team, theirs, viewer_for, now):
    by, together = viewer_for(colleague_in_other_team), threading.Barrier(14)

    def press(_number: int) -> bool:
        together.wait(timeout=30)
        try:
            with transaction.atomic(), looking_as(by):
                actions.break_glass_for(person_id=theirs, reason=REASON, by=by, at=now)
        except actions.TooManyTries:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(14) as pool:
        assert sum(pool.map(press, range(14))) == actions.GLASS.at_most
    assert NeedToKnow.objects.filter(basis="break_glass").count() == actions.GLASS.at_most


@pytest.fixture
def glass(colleague_in_other_team, theirs, viewer_for, now):
    """The viewer of the other team, who has broken the glass."""
    by = viewer_for(colleague_in_other_team)
    actions.break_glass(person_id=theirs, reason=REASON, by=by, at=now)
    return by


@pytest.mark.parametrize("organisation", ["other_team", "shelter"])
def test_glass_hands_nobody_a_need(glass, theirs, now, organisation, request):
    before = NeedToKnow.objects.count()
    with pytest.raises(actions.OnlyBrokenGlass):
        actions.open_need(
            person_id=theirs, organisation_id=request.getfixturevalue(organisation).pk,
            basis=NeedToKnow.Basis.INQUIRY, by=glass, at=now + datetime.timedelta(hours=1),
        )  # fmt: skip
    assert NeedToKnow.objects.count() == before


def test_an_ordinary_need_beside_the_glass_opens_as_ever_and_one_that_is_there_opens_nothing(
    glass, theirs, other_team, shelter, now
):
    NeedToKnow.objects.create(person_id=theirs, organisation=shelter, basis="guest", from_at=now)
    opened = {"person_id": theirs, "organisation_id": shelter.pk, "by": glass, "at": now}
    actions.open_need(basis=NeedToKnow.Basis.GUEST, **opened)
    NeedToKnow.objects.create(person_id=theirs, organisation=other_team, basis="inquiry", from_at=now)
    actions.open_need(basis=NeedToKnow.Basis.CASE, **opened)
    assert NeedToKnow.objects.filter(organisation=shelter).count() == 2


def test_an_unknown_citizen_is_not_opened_and_the_try_is_logged(client_of, colleague_in_other_team, db):
    page = client_of(colleague_in_other_team).post(
        reverse("access:break_glass"), {"cpr": "0101700001", "reason": REASON}
    )
    assert "Ingen borger hos os har det nummer" in page.content.decode()
    assert Event.objects.filter(name="access.glass_found_nobody", user_id=colleague_in_other_team.pk).count() == 1


def test_one_who_tries_often_is_stopped(client_of, colleague_in_other_team, db):
    browser = client_of(colleague_in_other_team)
    for number in range(actions.GLASS.at_most):
        browser.post(reverse("access:break_glass"), {"cpr": f"01017000{number:02d}", "reason": REASON})
    page = browser.post(reverse("access:break_glass"), {"cpr": "0101700001", "reason": REASON})
    assert "mange gange den sidste time" in page.content.decode()


def test_the_leader_of_the_one_who_did_it_is_told(client_of, coordinator, leader, other_team, ours, viewer_for, now):
    NeedToKnow.objects.update(organisation=other_team)
    break_it(client_of(coordinator), ours)
    since = timezone.now() - datetime.timedelta(hours=1)
    needs = queries.broken_glass(since, viewer=viewer_for(leader))
    assert [(need.user.name, need.reason) for need in needs if need.user] == [(coordinator.name, REASON)]
    assert queries.broken_glass(since, viewer=viewer_for(coordinator)) == []


def test_the_leader_reads_the_emergencies_of_their_own_team_since_a_moment(
    coordinator, colleague_in_other_team, leader, our_team, ours, viewer_for, now
):
    """Neither an ordinary opening, nor another team's emergency, nor an earlier hour's is listed."""
    hour = datetime.timedelta(hours=1)
    NeedToKnow.objects.create(person_id=ours, organisation=our_team, basis="inquiry", from_at=now)
    for who, at in ((coordinator, now - 2 * hour), (coordinator, now - hour), (colleague_in_other_team, now)):
        actions.break_glass(person_id=ours, reason=f"{REASON}, {who.name}", by=viewer_for(who), at=at)
    needs = queries.broken_glass(now - hour, viewer=viewer_for(leader))
    assert [(need.basis, need.user, need.from_at) for need in needs] == [("break_glass", coordinator, now - hour)]


def test_without_a_named_citizen_the_page_asks_for_the_whole_number(client_of, colleague_in_other_team, theirs):
    address = reverse("access:break_glass")
    assert "cpr" in client_of(colleague_in_other_team).get(address).context["form"].fields
    named = client_of(colleague_in_other_team).get(f"{address}?borger={theirs}").context["form"]
    assert "cpr" not in named.fields
    assert not named.is_bound


@pytest.mark.parametrize("number", ["010170-000", "010170-00011", "ti cifre"])
def test_a_number_that_is_not_whole_is_no_try(client_of, colleague_in_other_team, number):
    page = client_of(colleague_in_other_team).post(reverse("access:break_glass"), {"cpr": number, "reason": REASON})
    assert page.status_code == 422
    assert "Skriv alle ti cifre." in page.content.decode()
    assert not Event.objects.exists()


def test_a_viewer_who_needs_to_know_breaks_no_glass(client_of, coordinator, ours):
    assert client_of(coordinator).get(f"{reverse('access:break_glass')}?borger={ours}").url == f"/borger/{ours}/"
    break_it(client_of(coordinator), ours)
    assert not NeedToKnow.objects.filter(basis="break_glass").exists()


def test_tries_of_an_earlier_hour_or_of_other_users_do_not_block_a_viewer(
    coordinator, colleague_in_other_team, ours, viewer_for, now
):
    by, hour = viewer_for(colleague_in_other_team), datetime.timedelta(hours=1)
    for number in range(actions.GLASS.at_most):
        actions.break_glass_for(person_id=ours, reason=REASON, by=viewer_for(coordinator), at=now)
        at = now - hour + datetime.timedelta(seconds=1) if number else now - hour
        actions.break_glass_for(person_id=ours, reason=REASON, by=by, at=at)
    assert actions.break_glass_for(person_id=ours, reason=REASON, by=by, at=now) == ours
    with pytest.raises(actions.TooManyTries):
        actions.break_glass_for(person_id=ours, reason=REASON, by=by, at=now)


def test_a_landlord_has_no_glass_to_break(client_of, landlord, ours):
    assert client_of(landlord).get(reverse("access:break_glass")).status_code == 404


def test_the_leader_reads_it_on_the_day_page_and_nobody_else(client_of, coordinator, leader, other_team, ours):
    NeedToKnow.objects.update(organisation=other_team)
    break_it(client_of(coordinator), ours)
    needs = client_of(leader).get(reverse("staff:today")).content.decode()
    assert REASON in needs
    assert f"{reverse('access:break_glass')}?borger={ours}" in needs, "the usual door"
    assert reverse("access:log", args=[ours]) not in needs, "the citizen is not theirs: the link would lead nowhere"
    assert REASON not in client_of(coordinator).get(reverse("staff:today")).content.decode()
