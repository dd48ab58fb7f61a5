"""Whom does a home fit, and is the order saved before anybody is named? Tried through the pages."""

import datetime

import pytest
from django.conf import settings
from django.urls import reverse

from hjemvej.efforts.housing_first import actions as housing_first
from hjemvej.efforts.housing_first.matching import queries
from hjemvej.efforts.housing_first.matching.rules import masks
from hjemvej.efforts.housing_first.models import HomeOffer, SavedOrder, SavedPlace
from hjemvej.efforts.housing_first.offering.actions import offering
from hjemvej.efforts.housing_first.wishing.actions import Said, write_wishes
from hjemvej.efforts.housing_first.wishing.rules import Want, Wanted, Weight
from hjemvej.ground.people.models import HouseholdMember, ResponsibleMunicipality
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event, Listed

DAY = datetime.timedelta(days=1)


@pytest.fixture
def flat(vacant):
    return vacant("Prøvevej 1", form="private")  # neither a write-up nor our own citizens are asked for


def who_fits(vacancy):
    return reverse("housing_first:who_fits", args=[vacancy.pk])


def save(page, vacancy):
    return page.post(reverse("housing_first:save_order", args=[vacancy.pk]), follow=True)


def in_order(page, vacancy):
    """The names in order, without the bystander."""
    rows = page.get(who_fits(vacancy)).context["rows"]
    return [row.person.given_names for row, *_words in rows if row.person.given_names != "Uberørt"]


def test_nobody_is_named_before_the_order_is_saved(page, flat, ready):
    ready("Ib")
    before = page.get(who_fits(flat)).text
    assert "Ib Eksempel" not in before
    assert "Rækkefølgen gemmes, før I ser navnene" in before
    after = save(page, flat).text
    assert "Ib Eksempel" in after
    order = SavedOrder.objects.get()
    assert order.made_by
    assert (order.vacancy_id, order.made_by.name) == (flat.pk, "Karen Koordinator Prøve")
    assert order.figures["match_rent"] == 1
    assert Event.objects.filter(name="housing_first.order_saved").count() == 1


def test_each_name_in_the_order_is_logged(page, flat, ready):
    ib = ready("Ib")
    save(page, flat)
    assert Listed.objects.filter(person_id=ib.pk, page="housing_first.who_fits").exists()


def test_order_is_need_then_time(page, flat, ready, homeless):
    late, early = ready("Sen", 10, kind="herberg"), ready("Tidlig", 90, kind="herberg")
    outside, mother = ready("Ude", 5), ready("Mor", 2, kind="herberg")
    with looking_as(system("test")):
        HouseholdMember.objects.create(person=mother, relation="child", born_year=2020, is_with_them=True)
    save(page, flat)
    assert in_order(page, flat) == ["Mor", "Ude", "Tidlig", "Sen"]
    assert {late.pk, early.pk, outside.pk} < set(SavedPlace.objects.values_list("person_id", flat=True))


def test_an_answer_never_moves_anybody(page, flat, other_flat, ready, offer_to, act, today):
    first, second = ready("Første", 90), ready("Anden", 10)
    save(page, flat)
    before = in_order(page, flat)
    for _round in range(5):
        offer = offer_to(first, other_flat)
        act(offering.show_offer, offer, shown_on=today, how="in_person")
        act(offering.decline_offer, offer, words="Ikke her", answered_on=today)
    save(page, flat)
    assert in_order(page, flat) == before == ["Første", "Anden"]
    assert second.pk in set(SavedPlace.objects.values_list("person_id", flat=True))


def test_who_said_no_or_was_not_asked_is_counted_and_not_lost(page, flat, ready, homeless, karen, at, today):
    ready("Ja")
    said = housing_first.Said("no", "Ikke nu", ask_again_on=today + 30 * DAY, answered_on=today)
    with looking_as(karen):
        housing_first.offer_housing_first(
            person_id=homeless("Nej").pk, how="phone", offered_on=today, said=said, by=karen, at=at
        )
    homeless("Uspurgt")
    shown = save(page, flat)
    assert SavedOrder.objects.get().kept_out == {"said": 1}
    assert "Vil ikke have den form nu: 1 borger" in " ".join(shown.text.split())
    assert "Uspurgt" in in_order(page, flat)  # nobody asked: it is a question, not a no


def test_a_citizen_of_another_team_is_in_nobodys_order(page, flat, ready, homeless, other_team):
    ready("Vores")
    homeless("Deres", team=other_team)
    save(page, flat)
    assert "Deres" not in in_order(page, flat)


def test_an_order_is_the_teams_own(client_of, colleague_in_other_team, page, flat, ready):
    ready("Ib")
    save(page, flat)
    assert "Ib Eksempel" not in client_of(colleague_in_other_team).get(who_fits(flat)).text


def test_who_is_offered_another_home_waits_for_the_answer(page, flat, other_flat, ready, offer_to):
    ib = ready("Ib")
    offer_to(ib, other_flat)
    save(page, flat)
    assert in_order(page, flat) == []


def test_no_order_for_a_home_that_is_let(page, signed, ready):
    ready("Ib")
    shown = save(page, signed.vacancy)
    assert "ikke ledig længere" in shown.text
    assert not SavedOrder.objects.exists()


def test_an_offer_remembers_the_place(page, flat, ready, today):
    ready("Første", 90)
    second = ready("Anden", 10)
    save(page, flat)
    asked = reverse("housing_first:offer_home", args=[second.pk, flat.pk])
    sent = {"because": "Datteren går i skole ved siden af", "answer_by_on": f"{today + 5 * DAY:%d.%m.%Y}"}
    shown = page.post(asked, sent, follow=True)
    offer = HomeOffer.objects.get()
    assert offer.place
    assert (offer.place.place, offer.place.person_id) == (2, second.pk)
    assert "Nr. 2 i den rækkefølge, som Karen Koordinator Prøve gemte" in shown.text


def test_the_card_says_what_would_change_it(page, vacant, ready):
    ib = ready("Ib")
    home = vacant("Prøvevej 7")  # a family dwelling that the municipality fills
    shown = page.get(reverse("housing_first:why_home", args=[ib.pk, home.pk])).text
    assert "Kan ikke få den, som det er nu: én ting står i vejen" in shown
    assert "Borgeren er ikke skrevet op hos nogen boligorganisation; én er nok, uanset hvilken" in shown
    assert "Skriv borgeren op, når borgeren er med på det" in shown
    assert "Du skal skrives op først. Det gør vi sammen." in shown


def test_the_citizens_own_paper_says_gently_why_no_vacant_home_fits(ready, vacant, offer_to, karen, at, today):
    ib, asked = ready("Ib"), ready("Aldrig spurgt")
    cat = {Wanted.PETS: Want(Weight.MUST)}
    with looking_as(karen):
        write_wishes(person_id=ib.pk, said=Said(said_on=today, how="together", wants=cat), by=karen, at=at)

    def lines(person):
        with looking_as(karen):
            return [(one.whose, one.what) for one in queries.paper(person.pk, karen, at)]

    assert lines(ib) == [], "no home is vacant"
    vacant("Prøvevej 7", takes_pets=False)
    vacant("Prøvevej 8", form="private", takes_pets=False)
    wish = "leder videre. De ledige boliger har ikke det, du har sagt, din bolig skal have"
    assert lines(ib) == [("Vi", wish)], "two homes take no pets, and for one of them a write-up is lacking too"
    assert lines(asked) == [], "nobody has asked about wishes"
    fits = vacant("Prøvevej 9", form="private", takes_pets=True)
    assert lines(ib) == [], "one fits; whoever may get it is nobody's paper"
    offer_to(ib, fits)
    assert lines(ib) == []


def test_a_citizen_whom_another_municipality_has_is_told_so(page, vacant, ready, today):
    ib = ready("Ib")
    with looking_as(system("test")):
        ResponsibleMunicipality.objects.create(
            person=ib, municipality_code="350", municipality_name="Lejre", from_on=today - 9 * DAY
        )
    shown = page.get(reverse("housing_first:why_home", args=[ib.pk, vacant("Prøvevej 7").pk])).text
    assert "Boligforeningen Prøve · Kan flyttes ind fra" in shown, "whose the home is, and from when"
    assert "En anden kommune har ansvaret" in shown


def test_the_rules_say_how_many_they_keep_out_of_every_home(page, vacant, ready):
    ready("Ib")
    vacant("Prøvevej 7")
    found = page.get(reverse("housing_first:matching_rules"))
    told = {one.rule.key: one.keeps_out for one in found.context["found"].conditions}
    assert told["match_registered"] == 2  # Ib and the bystander, who are written up nowhere
    assert told["match_rent"] == 0
    assert "Der er ingen andre, og ingen giver point" in found.text


def test_a_rule_of_many_wishes_keeps_out_who_fits_nowhere(page, vacant, ready, karen, at, today):
    """One home lacks the bath, the other the balcony: each wish holds somewhere, and the rule holds nowhere."""
    ib = ready("Ib")
    vacant("Prøvevej 7", form="private", has_bath=True, has_balcony=False)
    vacant("Prøvevej 8", form="private", has_bath=False, has_balcony=True)
    must = {Wanted.BATH: Want(Weight.MUST), Wanted.BALCONY: Want(Weight.MUST)}
    with looking_as(karen):
        write_wishes(person_id=ib.pk, said=Said(said_on=today, how="together", wants=must), by=karen, at=at)
    found = page.get(reverse("housing_first:matching_rules")).context["found"]
    assert {one.rule.key: one.keeps_out for one in found.conditions}["match_wishes"] == 1


def test_no_vacant_home_keeps_nobody_out(page, ready):
    ready("Ib")
    found = page.get(reverse("housing_first:matching_rules"))
    assert "Ingen bolig er ledig" in found.text
    assert {one.keeps_out for one in found.context["found"].conditions} == {None}


def test_questions_are_few_however_many(page, flat, ready, django_assert_max_num_queries):
    for number in range(4):
        ready(f"Nummer {number}")
    save(page, flat)
    for address in (who_fits(flat), reverse("housing_first:matching_rules")):
        with django_assert_max_num_queries(20):
            page.get(address)


def fails_by_citizen(people, homes, in_force):
    """Return what fails of each citizen; they come in no order."""
    fails = masks(people, homes, in_force, counts_met=False).fails.tolist()
    return {one.id: failed for one, failed in zip(people, fails, strict=True)}


def test_of_one_home_the_same_are_found_where_wishes_are_asked_of_few(
    vacant, ready, homeless, offer_to, karen, at, today
):
    """What is asked of those alone whom nothing else keeps out decides the same as when it is asked of all."""
    home, other = vacant("Prøvevej 3", rooms=1, takes_pets=False), vacant("Prøvevej 4")
    fits, has_pet, many, unasked = ready("Passer", 90), ready("Hund", 80), ready("Mor", 70), homeless("Ikke spurgt", 60)
    offered, elsewhere = ready("Har et tilbud"), ready("En anden kommunes")
    offer_to(offered, other)
    with looking_as(karen):
        for person, weight in ((fits, Weight.NO_MATTER), (has_pet, Weight.MUST)):
            said = Said(said_on=today, how="together", wants={Wanted.PETS: Want(weight)})
            write_wishes(person_id=person.pk, said=said, by=karen, at=at)
    with looking_as(system("test")):
        for _child in range(3):
            HouseholdMember.objects.create(person=many, relation="child", born_year=2020, is_with_them=True)
        for person, code in ((fits, settings.MUNICIPALITY_CODE), (elsewhere, "998")):
            ResponsibleMunicipality.objects.create(
                person=person, municipality_code=code, municipality_name="Prøve", from_on=today - 90 * DAY,
                recorded_at=at,
            )  # fmt: skip
    everything = queries.rules_on(today)
    found = []
    with looking_as(karen):
        for in_force in (everything, {**everything, "match_registered": 0}, {"match_said": 1, "match_wishes": 1}, {}):
            people = queries.waiting(viewer=karen, at=at, in_force=in_force)
            asked = queries.seekers(viewer=karen, at=at)
            assert {one.id: one for one in asked} == {one.seeker.id: one.seeker for one in people}, "in another order"
            alone = queries.seekers(viewer=karen, at=at, what_fails_alone=True)
            homes = [queries.home_of(one.dwelling) for one in (home, other)]
            judged = [fails_by_citizen(those, homes, in_force) for those in (asked, alone)]
            assert judged[0] == judged[1], "what cannot fail is not asked"
            found.append(queries.whom_one_fits(home, viewer=karen, at=at, in_force=in_force))
            assert found[-1] == queries.whom_they_fit(people, [home], in_force)[0].in_order
    names = [{one.person_id for one, _unknown in fitting} for fitting in found]
    assert (has_pet.pk in names[2], has_pet.pk in names[3]) == (False, True), "a wish that must hold keeps it away"
    assert {fits.pk, many.pk, unasked.pk} <= names[3], "without rules it fits everybody who waits"
    assert offered.pk not in names[3]
