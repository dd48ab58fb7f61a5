"""What does a landlord see of a tenant whom we help, and can it answer? With the tenant's yes alone."""

import datetime

import pytest
from django.utils import timezone

from hjemvej.efforts.prevention.models import CollectionPause, PreventionCase, SentSignal, Signal
from hjemvej.ground.casework.models import Course
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Membership, Organisation
from tests.rows import saved

from .test_signals import LIST, NOTICE, WORDS, agree, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands", "our_team")]
UNTIL = datetime.date(2026, 12, 20)


@pytest.fixture
def browser(landlord, housing_association, client_of):
    agree(housing_association, "eviction_notices")
    return client_of(landlord)


@pytest.fixture
def sent(browser):
    browser.post(NOTICE, WORDS)
    return SentSignal.objects.get()


@pytest.fixture
def pause(sent, our_team, coordinator, housing_association):
    """The tenant said yes, and the landlord is asked."""
    at = timezone.now()
    who = {"person": saved(Person, given_names="Quxi"), "organisation": our_team}
    course = saved(Course, person=who["person"], kind="prevention", opened_at=at)
    case = saved(PreventionCase, **who, course=course, opened_at=at)
    Signal.objects.filter(pk=sent.pk).update(case=case, person=who["person"], taken_up_at=at)
    consent = saved(
        Consent, **who, to_organisation=housing_association, to_name="", topics=["help"], purpose="Ro", how="own_words",
        words="Ja", given_at=at, from_on=at.date(), last_on=UNTIL + datetime.timedelta(days=60),
    )  # fmt: skip
    return saved(
        CollectionPause, signal_id=sent.pk, person=who["person"], landlord=housing_association, consent=consent,
        basis="aftale", until_on=UNTIL, asked_at=at, asked_by=coordinator,
    )  # fmt: skip


def test_it_is_told_that_help_is_under_way_and_answers(browser, sent, pause):
    address = f"{LIST}{sent.pk}/"
    page = text_of(browser.get(address))
    assert "Der er hjælp på vej" in page
    assert "til og med 20. december 2026" in page
    assert "F.eks. i morgen, fredag eller 3/12" in page, "the day is to come"
    assert "Quxi " not in page
    done = browser.post(f"{address}pause/", {"answer": "paused", "paused_until": "15/12"})
    assert done.status_code == 302
    assert "I holder pause til og med 15. december 2026." in text_of(browser.get(address))
    browser.post(f"{address}pause/", {"answer": "goes_on", "paused_until": "15/12"})
    assert "I har svaret, at I går videre." in text_of(browser.get(address))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Vælg, hvad I gør."),
        ({"answer": "paused", "paused_until": "31/2"}, "februar"),
        ({"answer": "paused", "paused_until": "1/3-2027"}, "højst gå til og med 20. december 2026"),
        ({"answer": "paused", "paused_until": "1/1-1880"}, "Den dag er forbi. Skriv en dag fra i dag og frem."),
        ({"answer": "paused", "paused_until": "i går"}, "Den dag er forbi. Skriv en dag fra i dag og frem."),
    ],
)
def test_a_wrong_answer_says_why(browser, sent, pause, typed, says):
    answer = browser.post(f"{LIST}{sent.pk}/pause/", typed)
    assert answer.status_code == 422
    assert says in text_of(answer)
    if "paused_until" in typed:
        assert 'form-error" data-field="paused_until"' in answer.content.decode(), "beside its field"
    pause.refresh_from_db()
    assert not pause.answer


def test_without_a_yes_the_page_is_the_same_as_for_a_tenant_we_do_not_know(browser, sent, pause):
    Consent.objects.update(withdrawn_at=timezone.now())
    page = text_of(browser.get(f"{LIST}{sent.pk}/"))
    assert "hjælp" not in page
    answered = browser.post(f"{LIST}{sent.pk}/pause/", {"answer": "paused"})
    CollectionPause.objects.all().delete()
    unknown = browser.post(f"{LIST}{sent.pk}/pause/", {"answer": "paused"})
    assert answered.status_code == unknown.status_code == 422
    assert text_of(answered) == text_of(unknown)


def test_an_answer_that_comes_too_late_says_so(browser, sent, pause):
    CollectionPause.objects.update(ended_at=timezone.now(), ended_by=pause.asked_by)
    answer = browser.post(f"{LIST}{sent.pk}/pause/", {"answer": "paused", "paused_until": "15/12"})
    assert answer.status_code == 422
    assert "Kommunen spørger ikke om en pause mere. Ring til teamet, hvis I er i tvivl." in text_of(answer)


def test_another_landlord_finds_nothing(sent, pause, landlord, client_of):
    other = Organisation.objects.create(name="En anden udlejer", kind=Organisation.Kind.LANDLORD)
    Membership.objects.filter(user=landlord).update(organisation=other)
    browser = client_of(landlord)
    assert browser.get(f"{LIST}{sent.pk}/").status_code == 404
    assert browser.post(f"{LIST}{sent.pk}/pause/", {"answer": "paused"}).status_code == 404
