"""Does a housing meeting propose, take another choice with a reason, propose the rest anew, and write its minutes?"""

import datetime

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.timezone import localdate

from hjemvej.efforts.housing_first.meeting import actions, queries
from hjemvej.efforts.housing_first.models import HomeOffer, HousingMeeting, MeetingChoice, MeetingHome, SavedPlace
from hjemvej.efforts.housing_first.wishing.actions import Said, write_wishes
from hjemvej.efforts.housing_first.wishing.rules import Want, Wanted, Weight
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event, Listed

DAY = datetime.timedelta(days=1)


@pytest.fixture
def town(ready, vacant):
    """Three who wait, and two homes; the bystander waits too, three days."""
    people = [
        ready("Første", 90, kind="herberg"),
        ready("Anden", 60, kind="herberg"),
        ready("Tredje", 30, kind="herberg"),
    ]
    return people, [vacant("Prøvevej 1", form="private"), vacant("Prøvevej 2", form="private")]


def begin(page):
    page.post(reverse("housing_first:meetings"), {"present": "Teamet og Boligforeningen"})
    return HousingMeeting.objects.get()


def home_at(vacancy):
    return MeetingHome.objects.get(vacancy=vacancy)


def proposed(meeting):
    """Each address with whom is proposed or chosen now."""
    rows = MeetingChoice.objects.filter(home__meeting=meeting, gave_way_at=None).select_related(
        "person", "home__vacancy__dwelling"
    )
    return {str(row.home.vacancy.dwelling): row.person.given_names for row in rows}


def decide(page, home, person, because):
    sent = {"person": person.pk if person else "nobody", "because": because}
    return page.post(reverse("housing_first:decide_home", args=[home.pk]), sent)


def agree(page, home):
    person_id = MeetingChoice.objects.get(home=home, gave_way_at=None).person_id
    return page.post(reverse("housing_first:agree", args=[home.pk]), {"person": person_id}, follow=True)


def test_the_meeting_saves_the_order_and_proposes(page, town):
    meeting = begin(page)
    in_order = SavedPlace.objects.filter(order=meeting.order).order_by("place")
    assert [one.person.given_names for one in in_order.select_related("person")] == [
        "Uberørt", "Første", "Anden", "Tredje",
    ]  # fmt: skip
    assert set(proposed(meeting).values()) == {"Uberørt", "Første"}
    shown = page.get(reverse("housing_first:meeting", args=[meeting.pk])).text
    assert "To boliger er ledige, og 4 venter. Forslaget finder et hjem til to." in shown
    assert "Gives boligerne ud én ad gangen, får to et hjem." in shown
    assert "Spørg først: om en bolig er ønsket" in shown, "nobody asked the bystander about a home"
    assert Event.objects.filter(name="housing_first.meeting_begun").count() == 1


def test_agreed_is_written_in_the_minutes_and_nothing_else_moves(page, town):
    _people, (home, other) = town
    meeting = begin(page)
    before = proposed(meeting)
    shown = agree(page, home_at(home)).text
    assert home_at(home).decided == "agreed"
    assert proposed(meeting) == before
    assert "Enig i forslaget" in shown
    assert home_at(other).decided == ""


def test_another_needs_a_reason_and_the_rest_is_proposed_anew(page, town):
    (first, _second, third), (home, other) = town
    meeting = begin(page)
    theirs = next(one for one in (home, other) if proposed(meeting)[str(one.dwelling)] == "Første")
    rest = other if theirs == home else home
    refused = decide(page, home_at(theirs), third, "")
    assert refused.status_code == 422
    assert home_at(theirs).decided == ""
    decide(page, home_at(theirs), third, "Datteren går i 1. klasse ved siden af")
    chosen = MeetingChoice.objects.get(home=home_at(theirs), gave_way_at=None)
    assert (chosen.person, chosen.is_chosen, chosen.because) == (third, True, "Datteren går i 1. klasse ved siden af")
    assert proposed(meeting) == {str(theirs.dwelling): "Tredje", str(rest.dwelling): "Uberørt"}
    assert MeetingChoice.objects.get(home=home_at(theirs), person=first).gave_way_at is not None
    shown = page.get(reverse("housing_first:meeting", args=[meeting.pk])).text
    assert "Datteren går i 1. klasse ved siden af" in shown
    assert "En anden end foreslået" in shown


def test_who_was_proposed_elsewhere_frees_that_home_for_the_next(page, town):
    (first, *_rest), (home, other) = town
    meeting = begin(page)
    theirs = next(one for one in (home, other) if proposed(meeting)[str(one.dwelling)] == "Første")
    wanted = other if theirs == home else home
    decide(page, home_at(wanted), first, "Tæt på søsteren")
    assert proposed(meeting) == {str(wanted.dwelling): "Første", str(theirs.dwelling): "Uberørt"}


def test_nobody_now_says_why(page, town):
    _people, (home, _other) = town
    begin(page)
    assert decide(page, home_at(home), None, "").status_code == 422
    decide(page, home_at(home), None, "Boligen skal ses først")
    assert (home_at(home).decided, home_at(home).because) == ("nobody", ""), "it was said of the one proposed"
    assert MeetingChoice.objects.get(home=home_at(home)).because == "Boligen skal ses først"
    assert not MeetingChoice.objects.filter(home=home_at(home), gave_way_at=None).exists()
    shown = page.get(reverse("housing_first:meeting", args=[HousingMeeting.objects.get().pk])).text
    assert "Boligen skal ses først" in shown


def test_a_decision_is_taken_back_while_the_meeting_goes_on(page, town):
    _people, (home, _other) = town
    meeting = begin(page)
    before = proposed(meeting)
    agree(page, home_at(home))
    page.post(reverse("housing_first:reopen_home", args=[home_at(home).pk]))
    assert home_at(home).decided == ""
    assert proposed(meeting) == before
    page.post(reverse("housing_first:end_meeting", args=[meeting.pk]))
    shown = agree(page, home_at(home)).text
    assert "Mødet er afsluttet" in shown
    assert home_at(home).decided == ""


def test_a_proposal_that_changed_meanwhile_is_not_agreed_to_unseen(page, town):
    _people, (home, _other) = town
    begin(page)
    sent = {"person": str(town[0][2].pk)}
    shown = page.post(reverse("housing_first:agree", args=[home_at(home).pk]), sent, follow=True).text
    assert "Forslaget er et andet nu" in shown
    assert home_at(home).decided == ""
    for odd in ("", "x", "0"):
        assert page.post(reverse("housing_first:agree", args=[home_at(home).pk]), {"person": odd}).status_code == 302


def test_what_was_decided_is_offered_and_the_offer_knows_its_place(page, town, today):
    _people, (home, _other) = town
    meeting = begin(page)
    agree(page, home_at(home))
    person = MeetingChoice.objects.get(home=home_at(home), gave_way_at=None).person
    sent = {"because": "Som besluttet på boligmødet", "answer_by_on": f"{today + 5 * DAY:%d.%m.%Y}"}
    page.post(reverse("housing_first:offer_home", args=[person.pk, home.pk]), sent)
    offer = HomeOffer.objects.get()
    assert offer.place
    assert offer.place.order == meeting.order
    assert "Se tilbuddet" in page.get(reverse("housing_first:meeting", args=[meeting.pk])).text


def test_one_meeting_at_a_time_and_anothers_is_not_there(page, town, client_of, vacant, colleague_in_other_team):
    meeting = begin(page)
    again = page.post(reverse("housing_first:meetings"), {"present": "Teamet"})
    assert "Et boligmøde er i gang" in again.text
    assert HousingMeeting.objects.count() == 1
    elsewhere = client_of(colleague_in_other_team)
    assert elsewhere.get(reverse("housing_first:meeting", args=[meeting.pk])).status_code == 404
    assert elsewhere.post(reverse("housing_first:end_meeting", args=[meeting.pk])).status_code == 404
    refused = elsewhere.post(reverse("housing_first:meetings"), {"present": "De andre"})
    assert "Et andet team holder boligmøde om de ledige boliger nu." in refused.text
    assert HousingMeeting.objects.count() == 1
    vacant("Prøvevej 3", form="private")
    elsewhere.post(reverse("housing_first:meetings"), {"present": "De andre"})
    theirs = HousingMeeting.objects.exclude(pk=meeting.pk).get()
    assert (theirs.found["homes"], theirs.found["elsewhere"]) == (1, 2)
    shown = elsewhere.get(reverse("housing_first:meeting", args=[theirs.pk])).text
    assert "To boliger var på et andet teams boligmøde og er ikke med." in shown


def test_who_may_be_chosen_stands_with_place_need_and_why(page, ready, vacant, karen, at, today):
    hidden = ready("Skjult", 90, kind="herberg", protection="address")
    ready("Ib", 60)
    home = vacant("Prøvevej 1", form="private", has_balcony=True)
    with looking_as(karen):
        wants = {Wanted.BALCONY: Want(Weight.GOOD)}
        write_wishes(person_id=hidden.pk, said=Said(said_on=today, how="together", wants=wants), by=karen, at=at)
    begin(page)
    shown = " ".join(strip_tags(page.get(reverse("housing_first:decide_home", args=[home_at(home).pk])).text).split())
    hidden.refresh_from_db()
    code = str(hidden.name.with_code)
    assert code in shown
    assert "Skjult" not in shown
    with looking_as(karen):
        assert Listed.objects.filter(page="housing_first.decide_home", person_id=hidden.pk).exists()
    theirs = shown[shown.index(code) :]
    assert "nr. 3 i den gemte rækkefølge" in theirs
    assert "Passer: Plads nok: 2 rum til 1 person; ønsket: Altan" in theirs
    assert "Spørg først: økonomien" in theirs


def test_an_offer_begins_with_the_meetings_reason(page, town):
    (_first, _second, third), (home, _other) = town
    begin(page)
    decide(page, home_at(home), third, "Datteren går i skole ved siden af.")
    form = page.get(reverse("housing_first:offer_home", args=[third.pk, home.pk])).context["form"]
    assert form["because"].value().startswith("Datteren går i skole ved siden af. Besluttet på boligmødet ")
    other = page.get(reverse("housing_first:offer_home", args=[town[0][0].pk, home.pk])).context["form"]
    assert not other["because"].value()
    shown = page.get(reverse("housing_first:meeting", args=[HousingMeeting.objects.get().pk])).text
    assert "data-print" in shown


def test_a_rule_is_tried_on_todays_list_and_nothing_is_written(page, ready, vacant):
    ready("Ib")
    vacant("Prøvevej 1")  # a family dwelling: whoever is to have it is written up with a landlord
    address, before = reverse("housing_first:try_rule"), Event.objects.count()
    assert "Hvad nu hvis en regel var en anden?" in page.get(address).text
    shown = page.post(address, {"regel": "match_registered", "tal": "0"}).text
    assert "Én flere ville få et hjem." in shown
    assert "Forslaget giver ingen et hjem med reglen i dag, og én med den, I prøver." in shown
    assert "To borgere ville passe til en ledig bolig" in shown, "Ib and the bystander"
    assert "Lige så mange ville få et hjem." in page.post(address, {"regel": "match_space", "tal": "9"}).text
    assert (Event.objects.count(), SavedPlace.objects.count()) == (before, 0)
    for typed, says in [
        ({"regel": "x"}, "Vælg en regel."),
        ({"regel": ""}, "Vælg en regel."),
        ({"regel": "match_space", "tal": "mange"}, "tal"),
        ({"regel": "match_space", "tal": "9" * 30}, "99"),
        ({"regel": "match_rent", "tal": "2"}, "Den regel har intet tal."),
    ]:
        refused = page.post(address, typed)
        assert refused.context["form"].errors
        assert says in refused.text, typed
        assert "ville få et hjem." not in refused.text


def test_who_gains_and_who_waits_is_shown_by_name_to_the_team_and_logged(
    page, ready, vacant, client_of, colleague_in_other_team
):
    """One home, whom the newest fits most: the street comes first by need, and the longest wait by time alone."""
    ready("Længst", 300, kind="herberg")
    street = ready("Gaden", 5)
    vacant("Prøvevej 1", form="private")
    meeting = begin(page)
    assert proposed(meeting) == {"Prøvevej 1": "Gaden"}
    address = reverse("housing_first:other_order", args=[meeting.pk])
    shown = page.get(address, {"orden": "waiting"})
    assert [one.given_names for one in shown.context["gain"]] == ["Længst"]
    assert [one.given_names for one in shown.context["wait"]] == ["Gaden"]
    assert Listed.objects.filter(person_id=street.pk, page="housing_first.other_order").exists()
    assert "de samme borgere får et hjem" in page.get(address).text
    assert page.get(address, {"orden": "x"}).status_code == 404
    assert client_of(colleague_in_other_team).get(address).status_code == 404
    page.post(reverse("housing_first:end_meeting", args=[meeting.pk]))
    assert "Længst" not in page.get(address, {"orden": "waiting"}, follow=True).text.split("Referat")[0]


def test_a_meeting_that_goes_on_is_on_the_day_until_it_is_ended(page, town, karen, at, django_assert_num_queries):
    meeting = begin(page)

    def titles(day):
        with looking_as(karen), django_assert_num_queries(1):
            return [step.title for step in queries.steps(karen, day)]

    assert titles(at) == ["Et boligmøde er i gang"]
    assert titles(at + DAY)[0].startswith("Boligmødet ")
    assert titles(at + DAY)[0].endswith(" er ikke afsluttet")
    page.post(reverse("housing_first:end_meeting", args=[meeting.pk]))
    assert titles(at) == []


def test_no_meeting_where_no_home_is_vacant(page, ready):
    ready("Ib")
    shown = page.post(reverse("housing_first:meetings"), {"present": "Teamet"})
    assert (shown.status_code, "Ingen bolig er ledig" in shown.text) == (422, True)
    assert not HousingMeeting.objects.exists()


def test_two_decide_the_same_home_one_after_the_other(karen, page, town, at):
    _people, (home, _other) = town
    begin(page)
    choice = MeetingChoice.objects.get(home=home_at(home), gave_way_at=None)
    with looking_as(karen):
        actions.decide_home(home_id=home_at(home).pk, person_id=choice.person_id, because="", by=karen, at=at)
        with pytest.raises(actions.AlreadyDecided):
            actions.decide_home(home_id=home_at(home).pk, person_id=None, because="Ingen", by=karen, at=at)


def test_the_page_for_others_tells_no_small_number(page, town):
    meeting = begin(page)
    meeting.found["costs"] = {"match_rent": 3, "match_space": 6}
    meeting.save()
    shown = page.get(reverse("housing_first:rule_costs", args=[meeting.pk])).text
    assert "ville tre" not in shown
    assert "færre end fem flere" in shown
    assert "seks flere" in shown


def test_a_protected_citizens_home_is_not_named_beside_them(page, ready, vacant):
    ready("Skjult", 90, protection="address")
    vacant("Skjulvej 9", form="private")
    meeting = begin(page)
    shown = page.get(reverse("housing_first:meeting", args=[meeting.pk])).text
    home = MeetingHome.objects.get()
    chosen = MeetingChoice.objects.get(gave_way_at=None)
    if chosen.person.given_names != "Skjult":
        decide(page, home, ready_of("Skjult"), "Det er aftalt")
        shown = page.get(reverse("housing_first:meeting", args=[meeting.pk])).text
    assert "Skjulvej" not in shown
    assert "Bolig med skjult adresse" in shown
    agree(page, home)
    assert "Skjulvej" not in page.get(reverse("housing_first:meeting", args=[meeting.pk])).text


def ready_of(name):
    return Person.objects.get(given_names=name)


def test_a_home_that_is_gone_and_a_citizen_with_an_offer_are_not_agreed_to(page, town, offer_to, karen, at, vacant):
    _people, (home, other) = town
    begin(page)
    taken = MeetingChoice.objects.get(home=home_at(home), gave_way_at=None).person
    offer_to(taken, vacant("Prøvevej 9"))
    agree(page, home_at(home))
    assert home_at(home).decided == ""
    with looking_as(karen):
        homes.give_back(vacancy_id=other.pk, on=localdate(at), by=karen, at=at)
    shown = agree(page, home_at(other)).text
    assert home_at(other).decided == ""
    assert "Boligen er ikke ledig længere" in shown


def test_a_proposal_whom_the_viewer_may_not_see_stays_another_colleagues(page, town, karen, at):
    (_first, _second, third), (home, _other) = town
    meeting = begin(page)
    hidden = MeetingChoice.objects.get(home=home_at(home), gave_way_at=None).person
    with looking_as(system("test")):
        NeedToKnow.objects.filter(person_id=hidden.pk).update(until_at=at - DAY)
    shown = page.get(reverse("housing_first:meeting", args=[meeting.pk])).text
    assert hidden.given_names not in shown
    assert "Forslaget er en borger, du ikke har adgang til." in shown
    refused = decide(page, home_at(home), third, "Tæt på søsteren")
    assert refused.status_code == 422
    assert home_at(home).decided == ""


def test_questions_are_few_however_many(page, ready, vacant, django_assert_max_num_queries):
    for number in range(5):
        ready(f"Nummer {number}", kind="herberg")
        vacant(f"Prøvevej {number}", form="private")
    meeting = begin(page)
    for decided in MeetingHome.objects.filter(has_choice=True)[:2]:
        agree(page, decided)
    home = MeetingHome.objects.filter(decided="")[0]
    pages = [
        reverse("housing_first:meeting", args=[meeting.pk]), reverse("housing_first:meetings"),
        reverse("housing_first:rule_costs", args=[meeting.pk]), reverse("housing_first:decide_home", args=[home.pk]),
        reverse("housing_first:other_order", args=[meeting.pk]),
    ]  # fmt: skip
    for address in pages:
        with django_assert_max_num_queries(20):
            page.get(address)
    with django_assert_max_num_queries(20):
        page.post(reverse("housing_first:try_rule"), {"regel": "match_space", "tal": "2"})
