"""Can a worker say, correct and read where a citizen sleeps, and count people nobody knows?"""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations import actions, queries
from hjemvej.ground.situations.forms import CountOnStreet, RecordSituation
from hjemvej.ground.situations.models import Situation, StreetObservation
from hjemvej.platform.access import roles
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.roles import Permission, Role
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event, Look

TEST = system("test")


@pytest.fixture
def person(our_team):
    now = timezone.now()
    person = Person.objects.create(given_names="Mona", surname="Prøve", created_at=now)
    open_need(person_id=person.pk, organisation_id=our_team.pk, basis=NeedToKnow.Basis.CASE, by=TEST, at=now)
    return person


def answer(**more):
    return {"kind": "gade", "from_on": "i går", "heard_from": "seen", "detail": "", "house_id": "", "who": ""} | more


def page_of(name, person):
    return reverse(f"situations:{name}", args=[person.pk])


def known(person):
    return [(row.kind, row.certainty) for row in queries.situations_of(person.pk, viewer=TEST)]


def test_a_worker_says_where_the_citizen_sleeps_now(client_of, coordinator, person):
    said = answer(who="kl. 7, ved stationen")
    page = client_of(coordinator).post(page_of("record_situation", person), said, follow=True)
    assert "Gade, trappeopgang, skur" in page.content.decode()
    row = Situation.objects.get()
    assert row.certainty == "seen"
    assert row.source == "Jeg har selv set det: kl. 7, ved stationen"
    assert Event.objects.filter(name="situations.situation_recorded", user_id=coordinator.pk).exists()
    assert Look.objects.filter(page="situations.record_situation", person_id=person.pk).exists()


def test_a_cpr_address_is_thought_over_before_it_is_believed(client_of, coordinator, person):
    browser = client_of(coordinator)
    said = answer(kind="egen_bolig", heard_from="cpr")
    page = browser.post(page_of("record_situation", person), said)
    assert "En CPR-adresse er ikke bevis" in page.content.decode()
    assert not Situation.objects.exists()
    browser.post(page_of("record_situation", person), said | {"doubts_seen": "1"})
    assert known(person) == [("egen_bolig", "assumed")]


def test_what_is_typed_is_kept_when_it_cannot_be_understood(client_of, coordinator, person):
    said = answer(from_on="31/2-26", detail="Kælderskakten")
    page = client_of(coordinator).post(page_of("record_situation", person), said)
    assert page.status_code == 422
    assert "Kælderskakten" in page.content.decode()
    assert not Situation.objects.exists()


def test_a_correction_of_the_past_leaves_what_we_knew_then_readable(client_of, coordinator, person):
    day = timezone.localdate()
    before = timezone.now() - datetime.timedelta(days=40)
    actions.record_situation(
        person_id=person.pk, kind="gade", from_on=day - datetime.timedelta(days=40), by=TEST, at=before,
        source="Opdigtet", certainty="seen",
    )  # fmt: skip
    browser = client_of(coordinator)
    said = answer(kind="familie_venner", from_on=f"{day - datetime.timedelta(days=20):%d/%m/%Y}", until_on="i går")
    browser.post(page_of("correct_situation", person), said)
    assert [kind for kind, _sure in known(person)] == ["gade", "familie_venner", "gade"]
    now = browser.get(page_of("history", person)).content.decode()
    assert "Hos familie eller venner" in now
    then = browser.get(page_of("history", person), {"kendt": f"{day - datetime.timedelta(days=1):%d/%m/%Y}"})
    table = then.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    assert "Hos familie eller venner" not in table
    assert "rettet siden" in table


def test_a_correction_that_ends_before_it_begins_is_refused_in_words(client_of, coordinator, person):
    said = answer(from_on="i dag", until_on="i går")
    page = client_of(coordinator).post(page_of("correct_situation", person), said)
    assert page.status_code == 422
    assert "Dagen skal ligge efter den første nat" in page.content.decode()


@pytest.mark.parametrize("name", ["history", "record_situation", "correct_situation"])
def test_strangers_and_other_teams_find_nothing(client_of, colleague_in_other_team, shelter_worker, person, name):
    for user in (colleague_in_other_team, shelter_worker):
        assert client_of(user).get(page_of(name, person)).status_code == 404


def test_a_history_of_many_situations_asks_as_often_as_one_of_few(
    client_of, coordinator, person, django_assert_max_num_queries
):
    now = timezone.now()
    for days in range(60, 0, -1):
        at = now - datetime.timedelta(days=days)
        actions.record_situation(
            person_id=person.pk, kind="gade" if days % 2 else "natvarmestue", from_on=night_of(at), by=TEST, at=at,
            source="Opdigtet", certainty="seen",
        )  # fmt: skip
    browser = client_of(coordinator)
    with django_assert_max_num_queries(20):
        shown = browser.get(page_of("history", person)).content.decode()
    assert shown.count("Det var forkert") == 60  # each stands in its month, once
    assert shown.count('class="is-unsafe"') == 31  # the last of them goes on tonight


def test_a_volunteer_counts_people_outside_and_none_becomes_a_person(client_of, volunteer):
    said = {
        "people": "3",
        "where": "Trappen bag Prøve Station",
        "seen_on": "i dag",
        "seen_time": "0.01",
        "signs": "telt",
    }
    page = client_of(volunteer).post(reverse("situations:count_on_street"), said, follow=True)
    assert "Trappen bag Prøve Station" in page.content.decode()
    assert StreetObservation.objects.get().people == 3
    assert not Person.objects.exists()


def test_volunteers_see_their_own_counts_and_the_team_sees_all(client_of, volunteer, coordinator):
    said = {"people": "2", "where": "Prøveparken", "seen_on": "i dag", "seen_time": "0.01"}
    client_of(coordinator).post(reverse("situations:count_on_street"), said)
    client_of(volunteer).post(reverse("situations:count_on_street"), said | {"where": "Skuret ved Eksempelvej"})
    assert "Prøveparken" not in client_of(volunteer).get(reverse("situations:count_on_street")).content.decode()
    seen_by_team = client_of(coordinator).get(reverse("situations:count_on_street")).content.decode()
    assert "Skuret ved Eksempelvej" in seen_by_team
    assert "Prøveparken" in seen_by_team


def test_a_count_is_shown_for_the_given_hours_and_only_a_user_can_count(volunteer, viewer_for, now):
    facts = {"where": "Prøveparken", "people": 2, "at": now}
    with pytest.raises(actions.NobodyCounts):
        actions.count_on_street(seen_at=now, by=TEST, **facts)
    viewer, hour = viewer_for(volunteer), datetime.timedelta(hours=1)
    with looking_as(viewer):
        first, _second, _third = (
            actions.count_on_street(seen_at=now + hours * hour, by=viewer, **facts) for hours in range(3)
        )
        assert list(queries.street_observations(viewer=viewer, from_at=now, until_at=now + hour)) == [first]
        assert queries.street_observations(viewer=viewer, from_at=now + hour, until_at=now + 9 * hour).count() == 2


def test_the_team_counts_within_its_own_frame_and_a_volunteer_within_the_partners(client_of, coordinator, volunteer):
    frames = [
        {template.name for template in client_of(user).get(reverse("situations:count_on_street")).templates}
        for user in (coordinator, volunteer)
    ]
    assert ["ui/staff.html" in names for names in frames] == [True, False]
    assert ["ui/partner.html" in names for names in frames] == [False, True]


def test_the_card_shows_the_given_day_and_offers_a_change_only_to_a_role_that_may(
    person, coordinator, shelter_worker, viewer_for
):
    today = datetime.date(2026, 11, 20)
    facts = {"person_id": person.pk, "source": "Opdigtet", "certainty": "seen", "by": TEST, "at": timezone.now()}
    actions.record_situation(kind="gade", from_on=today, **facts)
    actions.record_situation(kind="egen_bolig", from_on=today + datetime.timedelta(days=1), **facts)
    card = queries.person_card(person.pk, viewer=viewer_for(coordinator), on=today)
    assert (card["situation"].kind, card["is_homeless"], card["may_change"]) == ("gade", True, True)
    tomorrow = queries.person_card(person.pk, viewer=TEST, on=today + datetime.timedelta(days=1))
    assert (tomorrow["situation"].kind, tomorrow["is_homeless"]) == ("egen_bolig", False)
    before = queries.person_card(person.pk, viewer=TEST, on=today - datetime.timedelta(days=1))
    assert (before["situation"], before["is_homeless"]) == (None, False)
    assert not queries.person_card(person.pk, viewer=viewer_for(shelter_worker), on=today)["may_change"]


def test_what_is_known_of_tonight_stands_beside_the_form(client_of, coordinator, person):
    now = timezone.now()
    tonight = night_of(now)
    browser = client_of(coordinator)
    assert browser.get(page_of("record_situation", person)).context["known_now"] is None
    for days, kind in ((-1, "gade"), (0, "hotel"), (1, "herberg")):
        from_on = tonight + datetime.timedelta(days=days)
        actions.record_situation(
            person_id=person.pk, kind=kind, from_on=from_on, by=TEST, at=now, source="Opdigtet", certainty="seen"
        )
    assert browser.get(page_of("record_situation", person)).context["known_now"].kind == "hotel"


def test_the_history_offers_a_change_only_to_a_role_that_may(client_of, coordinator, person, monkeypatch):
    browser = client_of(coordinator)
    assert browser.get(page_of("history", person)).context["may_change"]
    monkeypatch.setitem(
        roles.PERMISSIONS, Role.COORDINATOR, roles.PERMISSIONS[Role.COORDINATOR] - {Permission.EDIT_PERSON}
    )
    assert not browser.get(page_of("history", person)).context["may_change"]


def test_a_day_that_is_none_shows_what_is_known_now(client_of, coordinator, person):
    now = timezone.now()
    for hours, kind in ((48, "gade"), (0, "hotel")):
        at = now - datetime.timedelta(hours=hours)
        actions.record_situation(
            person_id=person.pk, kind=kind, from_on=at.date(), by=TEST, at=at, source="Opdigtet", certainty="seen"
        )
    yesterday = f"{timezone.localdate(now) - datetime.timedelta(days=1):%d/%m-%Y}"
    for typed, kinds in (("engang", ["hotel", "gade"]), (yesterday, ["gade"])):
        page = client_of(coordinator).get(page_of("history", person), {"kendt": typed})
        assert [known.situation.kind for known in page.context["stays"]] == kinds


@pytest.mark.parametrize(("days", "is_taken"), [(62, True), (63, False)])
def test_a_situation_begins_at_most_two_months_ahead(days, is_taken):
    today = datetime.date(2026, 11, 20)
    typed = answer(from_on=f"{today + datetime.timedelta(days=days):%d/%m-%Y}")
    assert RecordSituation(typed, houses=[], today=today).is_valid() is is_taken


@pytest.mark.parametrize(("days_ago", "is_taken"), [(-1, False), (0, True), (366, True), (367, False)])
def test_people_outside_were_seen_within_the_year_and_not_ahead(days_ago, is_taken):
    today = datetime.date(2026, 11, 20)
    seen_on = f"{today - datetime.timedelta(days=days_ago):%d/%m-%Y}"
    typed = {"people": "2", "where": "Prøveparken", "seen_on": seen_on, "seen_time": "0.01"}
    assert CountOnStreet(typed, today=today).is_valid() is is_taken


def test_a_phone_that_sends_twice_has_counted_once(client_of, volunteer):
    said = {"people": "2", "where": "Prøveparken", "seen_on": "i dag", "seen_time": "0.01", "key": str(uuid.uuid4())}
    for _time in range(2):
        client_of(volunteer).post(reverse("situations:count_on_street"), said)
    assert StreetObservation.objects.count() == 1
    assert Event.objects.filter(name="situations.people_counted_on_street").count() == 1


def test_nobody_is_not_a_count(client_of, volunteer):
    said = {"people": "0", "where": "Prøveparken", "seen_on": "i dag", "seen_time": "0.01"}
    page = client_of(volunteer).post(reverse("situations:count_on_street"), said)
    assert page.status_code == 422
    assert not StreetObservation.objects.exists()


def sleeps(person, kind, days_ago, **more):
    at = timezone.now() - datetime.timedelta(days=days_ago)
    actions.record_situation(
        person_id=person.pk,
        kind=kind,
        from_on=night_of(at),
        by=TEST,
        at=at,
        source="Opdigtet",
        certainty="told",
        **more,
    )


def test_whose_release_was_to_have_come_stands_on_the_day_and_is_counted_till_somebody_says_otherwise(
    client_of, coordinator, person, our_team
):
    """A bystander in prison without an end in sight is asked of by nobody."""
    now = timezone.now()
    bystander = Person.objects.create(given_names="Tom", surname="Tilskuer Prøve", created_at=now)
    open_need(person_id=bystander.pk, organisation_id=our_team.pk, basis=NeedToKnow.Basis.CASE, by=TEST, at=now)
    sleeps(person, "kriminalforsorg", 40)
    sleeps(bystander, "faengsel", 40)
    browser = client_of(coordinator)
    today = browser.get(reverse("staff:today")).content.decode()
    assert "Er borgeren ikke løsladt eller udskrevet nu?" in today
    assert "Tilskuer" not in today
    card = browser.get(reverse("staff:person", args=[person.pk])).content.decode()
    assert "Er borgeren ikke løsladt eller udskrevet nu?" in card
    assert known(person) == [("kriminalforsorg", "told")]
    browser.post(page_of("record_situation", person), answer(kind="faengsel", from_on="i dag"))
    assert "Er borgeren ikke løsladt" not in browser.get(reverse("staff:today")).content.decode()
    assert Event.objects.filter(name="situations.situation_recorded", user_id=coordinator.pk).count() == 1


def test_a_day_somebody_is_expected_home_is_kept_and_asked_for_when_it_comes(
    client_of, coordinator, person, viewer_for
):
    browser = client_of(coordinator)
    home = timezone.localdate() + datetime.timedelta(days=40)
    said = answer(kind="udland", expected_until=f"{home:%d/%m-%Y}")
    browser.post(page_of("record_situation", person), said)
    assert Situation.objects.get().expected_until == home
    assert "ventes at slutte" in browser.get(reverse("staff:person", args=[person.pk])).content.decode()
    assert "skulle slutte" not in browser.get(reverse("staff:today")).content.decode()
    viewer = viewer_for(coordinator)
    with looking_as(viewer):
        then = timezone.now() + datetime.timedelta(days=41)
        assert [step.person_id for step in queries.steps(viewer, then)] == [person.pk]


ANYTHING = st.text(max_size=20) | st.sampled_from(
    ["gade", "seen", "i går", "i dag", "1/1-1880", "31/12-2149", "1", "-1"]
)
FIELDS = [
    "kind", "house_id", "detail", "from_on", "until_on", "heard_from", "who", "doubts_seen", "people", "where",
    "seen_on", "seen_time", "signs", "key", "expected_until",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_one_types_breaks_a_form(client_of, coordinator, person, typed):
    browser = client_of(coordinator)
    for address in (
        page_of("record_situation", person), page_of("correct_situation", person), reverse("situations:count_on_street")
    ):  # fmt: skip
        assert browser.post(address, typed).status_code in (200, 302, 422)
    assert browser.get(page_of("history", person), {"kendt": typed.get("from_on", "x")}).status_code == 200
