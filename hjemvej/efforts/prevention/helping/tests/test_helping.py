"""Is help sought once, asked for again, answered once, and does it answer the case's own question?"""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.helping import actions as helping
from hjemvej.efforts.prevention.helping import queries
from hjemvej.efforts.prevention.helping.actions import Answered, Sought
from hjemvej.efforts.prevention.helping.steps import steps
from hjemvej.efforts.prevention.models import HelpKind, HelpSought
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY = D(2026, 11, 20)
SAID = Sought("Ydelsescenteret", TODAY, Decimal(14250))


def kind(key):
    return queries.kind_on(key, TODAY)


@pytest.fixture
def case(typed, act, testa):
    signal = act(actions.settle_person, signal=typed(amount=Decimal(14250)), person_id=testa.pk)
    return act(actions.take_up, signal=signal)


@pytest.fixture
def other(typed, act, freja, now):
    """Another citizen's case, with a help of its own that nothing here may touch."""
    with looking_as(freja):
        person = people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")
    signal = act(actions.settle_person, signal=typed(name="Uberørt", amount=7), person_id=person.pk)
    case = act(actions.take_up, signal=signal)
    return act(helping.seek_help, case=case, kind=kind("rent_help"), said=SAID)


@pytest.fixture
def sought(act, case, other):
    return act(helping.seek_help, case=case, kind=kind("rent_help"), said=SAID)


def seek(case, key):
    return f"{reverse('prevention:seek_help', args=[case.pk])}?hjaelp={key}"


def of_case(case):
    return HelpSought.objects.filter(case=case)


def test_a_help_is_sought_with_its_event_and_the_day_to_ask_again(sought, case, other, testa):
    found = of_case(case).get()
    assert (found.ask_again_on, found.amount, found.person_id) == (D(2026, 11, 27), Decimal(14250), testa.pk)
    event = Event.objects.get(name="prevention.help_sought", person_id=testa.pk)
    assert event.details == {"help": str(found.pk), "kind": "rent_help"}


@pytest.mark.parametrize(
    ("key", "said", "refused"),
    [
        ("rent_help", Sought("Ydelsescenteret", TODAY + DAY), helping.HasNotHappened),
        ("administration", Sought("Ydelsescenteret", TODAY), helping.NoConsent),
        ("administration", Sought("Ydelsescenteret", TODAY, consent_on=TODAY + DAY), helping.NoConsent),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(act, case, key, said, refused):
    with pytest.raises(refused):
        act(helping.seek_help, case=case, kind=kind(key), said=said)
    assert not of_case(case).exists()


def test_administration_is_written_with_the_citizens_yes(act, case):
    said = Sought("Ydelsescenteret", TODAY, consent_on=TODAY - DAY)
    found = act(helping.seek_help, case=case, kind=kind("administration"), said=said)
    assert found.consent_on == TODAY - DAY
    assert act(helping.seek_help, case=case, kind=kind("moving"), said=said).consent_on is None, "nobody asked"


def test_the_same_waits_once_and_may_be_sought_again_when_it_is_answered(act, case, sought):
    with pytest.raises(helping.WaitsAlready):
        act(helping.seek_help, case=case, kind=kind("rent_help"), said=SAID)
    act(helping.answer_help, sought=sought, said=Answered("refused", TODAY))
    act(helping.seek_help, case=case, kind=kind("rent_help"), said=SAID)
    assert sorted(of_case(case).values_list("answer", flat=True)) == ["", "refused"]


def test_what_is_given_answers_the_question_of_help(act, case, sought, other):
    act(helping.answer_help, sought=sought, said=Answered("granted", TODAY, Decimal(9000), TODAY + 60 * DAY, " Ja. "))
    found = of_case(case).get()
    assert (found.answer, found.amount, found.until_on) == ("granted", Decimal(9000), TODAY + 60 * DAY)
    assert (found.answer_words, found.answered_on) == ("Ja.", TODAY)
    case.refresh_from_db()
    assert (case.answer, case.answered_on) == ("help", TODAY)
    other.refresh_from_db()
    other.case.refresh_from_db()
    assert (other.answer, other.case.answer) == ("", "")


def test_a_no_leaves_the_question_open_and_keeps_what_was_asked_for(act, case, sought):
    act(helping.answer_help, sought=sought, said=Answered("refused", TODAY, Decimal(1), TODAY + DAY))
    found = of_case(case).get()
    assert (found.amount, found.until_on) == (Decimal(14250), None)
    case.refresh_from_db()
    assert case.answer == ""


def test_what_the_case_has_answered_is_not_changed_by_a_help(act, case, sought):
    act(actions.note_answer, case=case, answer="decided", on=TODAY - DAY)
    act(helping.answer_help, sought=sought, said=Answered("granted", TODAY))
    case.refresh_from_db()
    assert (case.answer, case.answered_on) == ("decided", TODAY - DAY)


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        (Answered("granted", TODAY - DAY), helping.WrongDay),
        (Answered("granted", TODAY + DAY), helping.WrongDay),
        (Answered("granted", TODAY, until_on=TODAY - DAY), helping.EndsBefore),
    ],
)
def test_an_answer_that_cannot_be_is_refused(act, case, sought, said, refused):
    with pytest.raises(refused):
        act(helping.answer_help, sought=sought, said=said)
    assert of_case(case).get().answer == ""


def test_a_closed_case_seeks_nothing(act, case, sought):
    act(actions.close_case, case=case, outcome="kept", words="")
    with pytest.raises(actions.CaseIsClosed):
        act(helping.seek_help, case=case, kind=kind("moving"), said=SAID)
    with pytest.raises(actions.CaseIsClosed):
        act(helping.answer_help, sought=sought, said=Answered("granted", TODAY))


def test_it_is_asked_for_again_on_its_day(freja, case, sought, other, now, testa):
    with looking_as(freja):
        before = list(steps(freja, now + 6 * DAY))
        due = list(steps(freja, now + 7 * DAY))
    assert before == []
    assert {one.person_id for one in due} == {testa.pk, other.person_id}
    (step,) = [one for one in due if one.person_id == testa.pk]
    assert step.why == "Midlertidig huslejehjælp: spørg Ydelsescenteret, hvad svaret er."
    assert step.url == reverse("prevention:answer_help", args=[sought.pk])


def test_one_step_a_case_and_what_ends_soon_is_told(act, freja, case, sought, now, testa):
    act(helping.answer_help, sought=sought, said=Answered("granted", TODAY, until_on=TODAY + 20 * DAY))
    with looking_as(freja):
        assert [one for one in steps(freja, now + 5 * DAY) if one.person_id == testa.pk] == []
        (step,) = [one for one in steps(freja, now + 6 * DAY) if one.person_id == testa.pk]
    assert step.why == "Midlertidig huslejehjælp ophører 10. december 2026. Hvad så?"
    act(helping.seek_help, case=case, kind=kind("moving"), said=SAID)
    act(helping.seek_help, case=case, kind=kind("single_payment"), said=SAID)
    with looking_as(freja):
        assert len([one for one in steps(freja, now + 7 * DAY) if one.person_id == testa.pk]) == 1


def test_a_colleague_without_the_work_has_no_steps(case, sought, viewer_for, shelter_worker, now):
    viewer = viewer_for(shelter_worker)
    with looking_as(viewer):
        assert list(steps(viewer, now + 30 * DAY)) == []


# --- the pages --------------------------------------------------------------------------------------------------


def test_what_waits_stands_first_and_is_not_offered_again(page, case, sought):
    said = page.get(reverse("prevention:helping", args=[case.pk])).content.decode()
    assert "Et svar venter" in said
    assert reverse("prevention:answer_help", args=[sought.pk]) in said
    assert seek(case, "rent_help") not in said
    assert seek(case, "single_payment") in said
    assert "Gælden er 14.250" in said
    assert "Uberørt" not in said


def test_the_page_asks_few_queries(page, act, case, sought, django_assert_max_num_queries):
    for key in ("moving", "single_payment", "mediation"):
        act(helping.seek_help, case=case, kind=kind(key), said=SAID)
    address = reverse("prevention:helping", args=[case.pk])
    page.get(address)
    with django_assert_max_num_queries(20):
        page.get(address)


def test_a_help_is_sought_and_answered_on_the_pages(page, case):
    where = seek(case, "rent_help")
    assert 'value="Ydelsescenteret"' in page.get(where).content.decode()
    answer = page.post(
        where, {"kind": "rent_help", "sought_at": "Ydelsescenteret", "sought_on": "i dag", "amount": "14.250,50"}
    )
    assert answer.status_code == 302
    found = of_case(case).get()
    assert found.amount == Decimal("14250.50")
    where = reverse("prevention:answer_help", args=[found.pk])
    answer = page.post(where, {"answer": "granted", "answered_on": "i dag", "until_on": "20/1"})
    assert answer.status_code == 302
    assert of_case(case).get().until_on == D(2027, 1, 20)
    assert "Svaret er skrevet: Ja, det gives" in page.get(where).content.decode()


@pytest.mark.parametrize(
    ("typed_in", "words"),
    [
        ({"sought_at": "", "sought_on": "i dag"}, "Skriv, hvem I har spurgt."),
        ({"sought_at": "x", "sought_on": "i morges tidlig"}, "i morges tidlig"),
        ({"sought_at": "x", "sought_on": "i dag", "amount": "-5"}, "Beløbet skal være mindst 1 krone."),
        ({"sought_at": "x", "sought_on": "i dag", "amount": "mange"}, "Skriv beløbet i kroner, f.eks. 7.350"),
        ({"sought_at": "x", "sought_on": "i dag", "amount": "99999999999"}, "Beløbet er for stort"),
        ({"sought_at": "x", "sought_on": "i morgen"}, "Skriv, hvornår I søgte: i dag eller før."),
        ({"kind": "", "sought_at": "x", "sought_on": "i dag"}, "Vælg, hvilken hjælp det er."),
        ({"kind": "administration", "sought_at": "x", "sought_on": "i dag"}, "hvilken dag borgeren sagde ja"),
    ],
)
def test_odd_input_is_told_and_kept(page, case, typed_in, words):
    where = seek(case, "rent_help")
    answer = page.post(where, {"kind": "rent_help", **typed_in, "words": "Brevet er sendt med."})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert words in said
    assert "Brevet er sendt med." in said
    assert not of_case(case).exists()


def test_help_with_a_page_of_its_own_is_not_sought_here(page, case):
    for key in ("payment_plan", "cheaper_home", "no_such_help", ""):
        assert "Hvilken hjælp har I søgt?" in page.get(seek(case, key)).content.decode()
        typed_in = {"kind": key, "sought_at": "x", "sought_on": "i dag"}
        assert page.post(seek(case, ""), typed_in).status_code == 422
    assert not of_case(case).exists()


def test_another_teams_colleague_sees_none_of_it(client_of, colleague_in_other_team, case, sought):
    stranger = client_of(colleague_in_other_team)
    for name, args in (("helping", [case.pk]), ("seek_help", [case.pk]), ("answer_help", [sought.pk])):
        assert stranger.get(reverse(f"prevention:{name}", args=args)).status_code == 404


def test_a_kind_that_has_ended_is_no_longer_offered(page, case):
    HelpKind.objects.filter(key="rent_help").update(valid_to=timezone.localdate())
    assert "Midlertidig huslejehjælp" not in page.get(reverse("prevention:helping", args=[case.pk])).content.decode()
