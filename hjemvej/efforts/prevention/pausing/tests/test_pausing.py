"""Is a landlord told that help is under way by the tenant's consent alone, until it ends, and asked once?"""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import tight
from hjemvej.efforts.prevention import actions as prevention
from hjemvej.efforts.prevention.models import CollectionPause, SentSignal, Signal
from hjemvej.efforts.prevention.objecting import actions as objecting
from hjemvej.efforts.prevention.pausing import actions, queries, rules
from hjemvej.ground.consents import actions as consents
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.ground.partners.rules import Permit
from hjemvej.ground.people import actions as people
from hjemvej.ground.requests.models import CitizenRequest
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event
from hjemvej.platform.ui.reasons import Reason

pytestmark = pytest.mark.django_db
D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY, LAST = D(2026, 11, 20), D(2026, 12, 20)  # thirty days
YES = {
    "to_name": "", "topics": ["help"], "details": "", "purpose": "Ro, mens hjælpen kommer", "how": "own_words",
    "words": "Ja, sig det bare", "from_on": TODAY, "last_on": None,
}  # fmt: skip


@pytest.fixture
def agreed(association, housing_association):
    """The landlord may see that help has begun."""
    return SharingAgreement.objects.create(
        partner=Partner.objects.get(organisation=housing_association), direction="sees", what="help_begun",
        legal_basis="lejerens samtykke", from_on=D(2020, 1, 1),
    )  # fmt: skip


@pytest.fixture
def signal(send, act, testa, agreed):
    """The landlord's notice about Testa, taken up."""
    found = act(prevention.settle_person, signal=send(), person_id=testa.pk)
    act(prevention.take_up, signal=found)
    return again(found)


@pytest.fixture
def other(send, act, freja, now, agreed):
    """The same landlord's notice about another tenant, which must stay as it is."""
    with looking_as(freja):
        person = people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")
    found = act(prevention.settle_person, signal=send(name="Uberørt Prøvesen"), person_id=person.pk)
    act(prevention.take_up, signal=found)
    return again(found)


@pytest.fixture
def yes(act, housing_association, testa):
    """Give `yes(...)`: Testa says yes to the landlord being told."""

    def say(**changes):
        said = consents.Said(**{"to_organisation_id": housing_association.pk, **YES, **changes})
        return act(consents.give_consent, person_id=testa.pk, said=said)

    return say


@pytest.fixture
def ask(act, signal):
    def write(consent, **changes):
        return act(actions.ask_landlord, **{"signal": signal, "consent_id": consent.pk, "until_on": LAST, **changes})

    return write


@pytest.fixture
def told(association, now):
    """Give `told(signal)`: what the landlord sees of it."""

    def look(signal, at=now):
        with looking_as(association):
            sent = SentSignal.objects.get(pk=signal.pk)
            return queries.told(sent, viewer=association, at=at)

    return look


@pytest.fixture
def answer(association, now):
    def write(signal, said="paused", until=None, at=now):
        with looking_as(association):
            sent = SentSignal.objects.get(pk=signal.pk)
            return actions.answer_pause(sent=sent, answer=said, paused_until=until, by=association, at=at)

    return write


def again(signal):
    return Signal.objects.select_related("kind", "case", "person", "sent_by").get(pk=signal.pk)


def row(signal, freja, at):
    with looking_as(freja):
        return next(one for one in queries.rows_of(signal.case, viewer=freja, at=at) if one.signal.pk == signal.pk)


def test_with_the_tenants_yes_the_landlord_is_told_and_answers(signal, other, yes, ask, told, answer, freja, now):
    assert told(signal) is None
    ask(yes())
    assert told(signal).until_on == LAST
    assert told(other) is None
    assert row(signal, freja, now).words == "Spurgt 20. november 2026. Udlejeren har ikke svaret endnu."
    answer(signal, until=D(2026, 12, 10))
    assert row(signal, freja, now).words == "Udlejeren holder pause til og med 10. december 2026."
    assert row(signal, freja, now + 30 * DAY).words == "Pausen sluttede 10. december 2026."
    answer(signal, "goes_on")
    assert row(signal, freja, now).words == "Udlejeren går videre med sagen."
    assert (
        list(Event.objects.filter(name__contains="pause").values_list("person_id", flat=True)) == [signal.person_id] * 3
    )


def test_withdrawn_taken_back_or_closed_the_landlord_sees_nothing_at_once(
    signal, yes, ask, told, answer, act, freja, now
):
    consent = yes()
    ask(consent)
    act(consents.withdraw_consent, consent=consent)
    assert told(signal) is None
    assert row(signal, freja, now).words.startswith("Borgerens ja gælder ikke længere.")
    with pytest.raises(actions.NotAskedAnyMore):
        answer(signal)
    ask(yes())
    assert told(signal)
    act(actions.take_back, signal=signal)
    assert told(signal) is None
    with pytest.raises(actions.NotAskedAnyMore):
        act(actions.take_back, signal=signal)
    ask(yes())
    act(prevention.close_case, case=signal.case, outcome="kept", words="")
    assert told(signal) is None


def test_a_citizen_who_is_protected_later_is_seen_no_more(page, signal, other, yes, ask, told, act, testa, freja, now):
    ask(yes())
    act(people.protect, person=testa, kind="address", why="Truet")
    assert told(signal) is None
    says = "Borgeren er beskyttet. Udlejeren kan ikke se det mere, og ingen fortæller den noget."
    found = row(again(signal), freja, now)
    assert (found.words, found.may_take_back) == (says, True), "without the protection it would be seen again"
    with looking_as(freja):
        assert queries.said_in(again(signal).case, viewer=freja, at=now) == [(signal.sent_by.name, says)]
    for where in ("prevention:case", "prevention:pausing"):
        shown = tight(page.get(reverse(where, args=[signal.case_id])).content.decode())
        assert says in shown
        assert "Borgerens ja gælder ikke" not in shown
    assert row(other, freja, now).words == ""
    act(actions.take_back, signal=signal)
    with pytest.raises(actions.MayNotBeTold, match="ikke beskyttet"):
        ask(yes())


@pytest.mark.parametrize(
    "changes",
    [{"topics": ["home", "economy"]}, {"to_organisation_id": None, "to_name": "Boligforeningen Prøve"}],
    ids=["of something else", "to somebody else"],
)
def test_a_yes_to_something_else_is_no_yes(signal, yes, ask, changes):
    with pytest.raises(actions.MayNotBeTold, match="sagt ja"):
        ask(yes(**changes))


def test_another_tenants_yes_is_no_yes(other, yes, act):
    with pytest.raises(actions.MayNotBeTold, match="sagt ja"):
        act(actions.ask_landlord, signal=other, consent_id=yes().pk, until_on=LAST)
    assert not CollectionPause.objects.exists()


def test_under_objection_nothing_is_told(signal, yes, ask, act):
    consent = yes()
    act(objecting.object_to, signal=signal, words="Brug det ikke", how="spoken", received_on=TODAY)
    with pytest.raises(actions.MayNotBeTold, match="indsigelse"):
        ask(consent)


def test_once_the_tenant_objects_the_landlord_is_told_no_more(
    signal, other, yes, ask, told, answer, act, testa, freja, now
):
    ask(yes())
    objection = act(objecting.object_to, signal=signal, words="Brug det ikke", how="spoken", received_on=TODAY)
    assert told(signal) is None
    with pytest.raises(actions.NotAskedAnyMore):
        answer(signal)
    says = "Borgeren har gjort indsigelse. Udlejeren ser intet, før indsigelsen er besvaret."
    assert row(signal, freja, now).words == says
    with looking_as(freja):
        assert queries.said_in(signal.case, viewer=freja, at=now) == [(signal.sent_by.name, says)]
    about = CitizenRequest.objects.filter(pk=objection.pk)
    about.update(about_id=other.pk)
    assert told(signal), "an objection to another signal is none to this one"
    closed = {"closed_at": now, "closed_by": freja.signed_in_id, "answer": "Svar", "reached_by": "letter"}
    about.update(about_id=signal.pk, outcome="granted", **closed)
    assert told(signal) is None
    about.update(outcome="withdrawn")
    assert told(signal)


def test_without_an_agreement_nothing_is_told(signal, yes, ask, agreed):
    agreed.delete()
    with pytest.raises(actions.MayNotBeTold, match="ingen aftale"):
        ask(yes())


def test_each_condition_alone_keeps_the_landlord_from_being_told():
    agreed, not_agreed = Permit(True, Reason("holds", "aftale")), Permit(False, Reason("fails", "ingen aftale"))
    may: dict[str, Any] = {
        "is_taken_up": True, "is_protected": False, "is_objected": False, "agreement": agreed, "has_consent": True,
    }  # fmt: skip
    assert {one.mark for one in rules.reasons(rules.Facts(**may))} == {"holds"}
    for name, held in may.items():
        facts = rules.Facts(**{**may, name: not_agreed if name == "agreement" else not held})
        fails = [one for one in rules.reasons(facts) if one.mark == "fails"]
        assert len(fails) == 1
        assert fails[0].change


def test_a_pause_is_asked_for_once_and_no_longer_than_the_law_says(signal, yes, ask, answer, now):
    consent = yes()
    for day in (LAST + DAY, TODAY - DAY):
        with pytest.raises(actions.NotThatLong):
            ask(consent, until_on=day)
    ask(consent)
    with pytest.raises(actions.AlreadyAsked):
        ask(consent)
    with pytest.raises(actions.NotThatLong, match=r"20\. december"):
        answer(signal, until=LAST + DAY)
    assert answer(signal).paused_until == LAST
    ask(consent, at=now + 31 * DAY, until_on=LAST + 20 * DAY)
    assert CollectionPause.objects.filter(ended_at=None).count() == 1


def test_a_letter_or_a_closed_case_has_nobody_to_ask(typed, act, testa, freja, now, signal, yes, ask):
    court = act(prevention.settle_person, signal=typed(), person_id=testa.pk)
    act(prevention.take_up, signal=court)
    with looking_as(freja):
        assert [one.signal.pk for one in queries.rows_of(signal.case, viewer=freja, at=now)] == [signal.pk]
    with pytest.raises(actions.MayNotBeTold, match="Ring"):
        ask(yes(), signal=again(court))
    act(prevention.close_case, case=signal.case, outcome="kept", words="")
    with pytest.raises(prevention.CaseIsClosed):
        ask(yes())


def test_two_landlords_are_each_told_by_their_own_agreement_and_asked_about_at_once(
    signal, send, act, testa, freja, now, yes, django_assert_num_queries
):
    second = act(prevention.settle_person, signal=send(address="Prøvevej 2"), person_id=testa.pk)
    act(prevention.take_up, signal=second)
    with looking_as(freja), CaptureQueriesContext(connection) as of_one_landlord:
        queries.rows_of(signal.case, viewer=freja, at=now)
    stranger = Organisation.objects.create(name="Boligforeningen Uden Aftale", kind="landlord")
    Signal.objects.filter(pk=second.pk).update(sent_by=stranger)
    with looking_as(freja), django_assert_num_queries(len(of_one_landlord)):
        rows = queries.rows_of(signal.case, viewer=freja, at=now)
    assert {one.signal.pk: bool(one.agreement) for one in rows} == {signal.pk: True, second.pk: False}


def test_the_page_says_what_lacks_then_asks_and_takes_back(page, signal, yes, told):
    address = f"/forebyggelse/sag/{signal.case_id}/pause/"
    before = tight(page.get(address).content.decode())
    assert "Ingen udlejer er bedt om at holde pause" in before
    assert f"?til={signal.sent_by_id}&amp;om=help" in before
    consent = yes()
    shown = page.get(address).content.decode()
    assert re.findall('name="until_on" value="([^"]*)"', shown) == ["20. dec."]
    wrong = page.post(f"{address}spoerg/", {"signal": signal.pk, "consent": consent.pk, "until_on": "31/2"})
    assert wrong.status_code == 422
    assert 'value="31/2"' in wrong.content.decode(), "nothing that was typed is lost"
    asked = page.post(f"{address}spoerg/", {"signal": signal.pk, "consent": consent.pk, "until_on": "10/12"})
    assert asked.status_code == 302
    assert told(signal).until_on == D(2026, 12, 10)
    assert "Spurgt 20. november" in page.get(address).content.decode()
    assert "Spurgt 20. november" in page.get(f"/forebyggelse/sag/{signal.case_id}/").content.decode()
    page.post(f"{address}slut/", {"signal": signal.pk})
    assert told(signal) is None


def test_a_second_tab_is_told_why_the_landlord_is_not_asked(page, signal, yes, act):
    address = f"/forebyggelse/sag/{signal.case_id}/pause/spoerg/"
    consent = yes()
    typed = {"signal": signal.pk, "consent": consent.pk, "until_on": "10/12"}
    page.post(address, typed)
    assert "Udlejeren er allerede spurgt." in tight(page.post(address, typed).content.decode())
    act(actions.take_back, signal=signal)
    act(consents.withdraw_consent, consent=consent)
    assert "Borgerens ja gælder ikke længere" in tight(page.post(address, typed).content.decode())
    assert CollectionPause.objects.count() == 1


def test_what_a_landlord_answered_is_taken_back_and_its_promise_still_read(page, signal, yes, ask, answer, told):
    address = f"/forebyggelse/sag/{signal.case_id}/pause/"
    ask(yes())
    answer(signal, "goes_on")
    shown = tight(page.get(address).content.decode())
    assert "Ingen udlejer er bedt om" not in shown
    assert "Udlejeren går videre med sagen." in shown
    assert "Udlejeren skal ikke se det mere" in shown, "as long as the landlord sees it"
    answer(signal, until=D(2026, 12, 10))
    page.post(f"{address}slut/", {"signal": signal.pk})
    assert told(signal) is None
    for where in (address, f"/forebyggelse/sag/{signal.case_id}/"):
        shown = tight(page.get(where).content.decode())
        assert "Taget tilbage 20. november 2026. Udlejeren lovede pause til og med 10. december 2026." in shown
    assert "Udlejeren skal ikke se det mere" not in tight(page.get(address).content.decode())


@pytest.mark.parametrize("pressed", ["", "x", "other"])
def test_another_cases_signal_is_not_found_on_the_page(page, signal, other, yes, pressed):
    address = f"/forebyggelse/sag/{signal.case_id}/pause/"
    typed = {"signal": other.pk if pressed == "other" else pressed, "consent": yes().pk, "until_on": "10/12"}
    assert page.post(f"{address}spoerg/", typed).status_code == 404
    assert page.post(f"{address}slut/", typed).status_code == 404


def test_both_pages_ask_at_most_twenty_times(page, signal, yes, ask):
    ask(yes())
    counts = []
    for address in (f"/forebyggelse/sag/{signal.case_id}/pause/", f"/forebyggelse/sag/{signal.case_id}/"):
        page.get(address)
        with CaptureQueriesContext(connection) as asked:
            page.get(address)
        counts.append(len(asked))
    assert max(counts) <= 20, counts
