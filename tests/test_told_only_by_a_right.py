"""What can partners learn of a citizen? On all their pages nothing but what agreement, consent or law opens.

Every page of the partner's portal is asked for, with each agreement and each consent; what we told is a word that
occurs nowhere else.
"""

import datetime
import uuid

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from conftest import membership_of
from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.efforts.one_entry.answering import actions as answering
from hjemvej.efforts.one_entry.answering import queries
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.consents import actions as consents
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.law.models import LegalBasis
from hjemvej.ground.partners import actions as partners
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.rooms.addresses import ids_in, named_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]
TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)
TOLD = "Kirsebærvej"  # what the consent lets us tell
STAGE = "Vi har taget din henvendelse op."
WHO = ("shelter_worker", "landlord", "volunteer", "council_member", "partner_of_wrong_organisation")
AGREEMENTS = ("none", "holds", "ended", "of another partner")


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def citizens(karen, now):
    """Testa, whom the inquiry is about, and a bystander."""
    with looking_as(karen):
        return [
            people.create_person(by=karen, at=now, given_names=name, surname="Prøvesen") for name in ("Testa", "Anden")
        ]


@pytest.fixture
def sent(citizens, karen, our_team, now):
    """Give `sent(organisation)`: its inquiry about Testa, taken up."""

    def send(organisation) -> Inquiry:
        with looking_as(karen):
            made = one_entry.record_inquiry(
                by=karen, at=now, channel="partner", asker_kind="professional", sent_by_id=organisation.pk,
                person_id=citizens[0].pk, wants_answer=True,
            )  # fmt: skip
            one_entry.take_inquiry(inquiry=made, by=karen, at=now)
        return made

    return send


def consent_to(organisation, person, karen, now, **days) -> Consent:
    said = consents.Said(
        to_organisation_id=organisation.pk, to_name="", topics=["inquiry"], details="", purpose="for at hjælpe",
        how="phone", words="Ja.", **{"from_on": TODAY, "last_on": TODAY, **days},
    )  # fmt: skip
    return consents.give_consent(person_id=person.pk, said=said, by=karen, at=now)


def agree(organisation, karen, now, from_on=TODAY, last_on=None):
    return partners.make_agreement(
        organisation=organisation, direction="sees", what="answer", basis_key="standard_answers", from_on=from_on,
        last_on=last_on, by=karen, at=now,
    )  # fmt: skip


def tell(inquiry, karen, now, ground):
    answering.answer_inquiry(inquiry=inquiry, answer=STAGE, more=TOLD, ground=ground, by=karen, at=now)


def everything_said(browser, inquiry) -> str:
    """Ask for every page of the partner's and the public portal, and return all that they say to this visitor."""
    pages = []
    for name, pattern in named_addresses(get_resolver()).items():
        ids = ids_in(pattern)
        if name.startswith("partner:") and set(ids) <= {"inquiry_id"}:
            pages.append(reverse(name, args=[inquiry.pk] if ids else []))
        elif name.startswith("public:") and not ids:
            pages.append(reverse(name))
    assert reverse("partner:inquiry", args=[inquiry.pk]) in pages
    return "".join(browser.get(page).content.decode() for page in pages)


# --- what may be written ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", WHO)
def test_more_is_told_only_on_a_consent_that_holds_names_the_recipient_and_is_of_this_citizen(
    request, sent, citizens, karen, now, who, night_cafe
):
    testa, bystander = citizens
    organisation = membership_of(request.getfixturevalue(who)).organisation
    inquiry = sent(organisation)
    with looking_as(karen):
        withdrawn = consent_to(organisation, testa, karen, now)
        consents.withdraw_consent(consent=withdrawn, by=karen, at=now)
        fails = {
            "withdrawn": withdrawn,
            "ran out": consent_to(organisation, testa, karen, now - DAY, from_on=TODAY - DAY, last_on=TODAY - DAY),
            "not begun": consent_to(organisation, testa, karen, now, from_on=TODAY + DAY, last_on=TODAY + DAY),
            "to another": consent_to(night_cafe, testa, karen, now),
            "of another citizen": consent_to(organisation, bystander, karen, now),
        }
        keys = [f"samtykke-{consent.pk}" for consent in fails.values()] + [f"samtykke-{uuid.uuid4()}", ""]
        for key in [*keys, *(f"lov-{basis.key}" for basis in LegalBasis.objects.all())]:
            with pytest.raises(answering.NoRightToTell):
                tell(inquiry, karen, now, key)
        with pytest.raises(answering.OnlyStandardAnswers):
            answering.answer_inquiry(inquiry=inquiry, answer=TOLD, by=karen, at=now)
        inquiry.refresh_from_db()
        assert (inquiry.answer, inquiry.more, inquiry.told_by_id, inquiry.basis_key) == ("", "", None, "")
        tell(inquiry, karen, now, f"samtykke-{consent_to(organisation, testa, karen, now).pk}")
    inquiry.refresh_from_db()
    assert inquiry.more == TOLD


@pytest.mark.parametrize(
    ("asker", "offered"),
    [
        ("relative", {"min søster"}),
        ("neighbour", {"min søster"}),
        ("anonymous", {"min søster"}),
        ("professional", {"min søster", "Natcafé Eksempel"}),
        ("landlord", {"min søster", "Natcafé Eksempel"}),
    ],
)
def test_of_an_asker_by_phone_no_consent_is_sure_and_a_relative_is_no_organisation(
    citizens, karen, our_team, now, night_cafe, asker, offered
):
    with looking_as(karen):
        inquiry = one_entry.record_inquiry(
            by=karen, at=now, channel="phone", asker_kind=asker, asker_name="Lone", person_id=citizens[0].pk
        )
        consent_to(night_cafe, citizens[0], karen, now)
        sister = consents.Said(
            to_organisation_id=None, to_name="min søster", topics=["home"], details="", purpose="for at hjælpe",
            how="phone", words="Ja.", from_on=TODAY, last_on=TODAY,
        )  # fmt: skip
        consents.give_consent(person_id=citizens[0].pk, said=sister, by=karen, at=now)
        grounds = queries.may_tell(inquiry, viewer=karen, at=now).grounds
    assert {ground.reason.mark for ground in grounds} == {"unknown"}
    named = {name for name in ("min søster", "Natcafé Eksempel") for ground in grounds if f"er {name}:" in ground.label}
    assert (named, len(grounds)) == (offered, len(offered))


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("landlord", set()),
        ("voluntary", set()),
        ("council", set()),
        ("shelter", set()),
        ("health", {"other_authority"}),
        ("prison", {"other_authority"}),
        ("municipality", {"other_authority", "child_concern"}),
    ],
)
def test_the_law_lets_us_tell_authorities_alone(sent, karen, now, kind, keys):
    organisation = Organisation.objects.create(name=f"Prøve, {kind}", kind=kind)
    inquiry = sent(organisation)
    with looking_as(karen):
        grounds = queries.may_tell(inquiry, viewer=karen, at=now).grounds
        assert {ground.key.removeprefix("lov-") for ground in grounds} == keys
        for key in keys:
            tell(inquiry, karen, now, f"lov-{key}")
            inquiry.refresh_from_db()
            assert (inquiry.more, inquiry.basis_key) == (TOLD, key)


# --- what is shown ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("agreed", AGREEMENTS)
def test_a_partner_is_shown_only_what_is_opened_for_it_and_a_withdrawal_closes_at_once(
    client_of, request, sent, citizens, karen, now, who, agreed, night_cafe
):
    user = request.getfixturevalue(who)
    organisation = membership_of(user).organisation
    inquiry, browser = sent(organisation), client_of(user)
    with looking_as(karen):
        if agreed == "holds":
            agree(organisation, karen, now)
        elif agreed == "ended":
            agree(organisation, karen, now, TODAY - DAY, TODAY - DAY)
        elif agreed == "of another partner":
            agree(night_cafe, karen, now)
        answering.answer_inquiry(inquiry=inquiry, answer=STAGE, by=karen, at=now)
    said = everything_said(browser, inquiry)
    assert (STAGE in said, TOLD in said) == (agreed == "holds", False)
    with looking_as(karen):
        consent = consent_to(organisation, citizens[0], karen, now)
        tell(inquiry, karen, now, f"samtykke-{consent.pk}")
    said = everything_said(browser, inquiry)
    assert (STAGE in said, TOLD in said) == (agreed == "holds", True)
    assert "Prøvesen" not in said
    with looking_as(karen):
        consents.withdraw_consent(consent=consent, by=karen, at=now)
    said = everything_said(browser, inquiry)
    assert (STAGE in said, TOLD in said) == (agreed == "holds", False)


def test_a_consent_that_runs_out_closes_what_it_told(client_of, sent, citizens, karen, now, landlord, monkeypatch):
    organisation = membership_of(landlord).organisation
    inquiry = sent(organisation)
    with looking_as(karen):
        tell(inquiry, karen, now, f"samtykke-{consent_to(organisation, citizens[0], karen, now).pk}")
    address = reverse("partner:inquiry", args=[inquiry.pk])
    assert TOLD in client_of(landlord).get(address).content.decode()
    monkeypatch.setattr(timezone, "now", lambda: now + DAY)
    assert TOLD not in client_of(landlord).get(address).content.decode()


def test_what_was_told_of_one_citizen_closes_when_the_inquiry_turns_out_to_be_about_another(
    client_of, sent, citizens, karen, now, landlord
):
    organisation = membership_of(landlord).organisation
    inquiry = sent(organisation)
    with looking_as(karen):
        tell(inquiry, karen, now, f"samtykke-{consent_to(organisation, citizens[0], karen, now).pk}")
    Inquiry.objects.filter(pk=inquiry.pk).update(person=citizens[1])
    assert TOLD not in client_of(landlord).get(reverse("partner:inquiry", args=[inquiry.pk])).content.decode()


def test_what_was_told_before_a_right_had_to_be_named_is_closed(client_of, sent, landlord):
    inquiry = sent(membership_of(landlord).organisation)
    Inquiry.objects.filter(pk=inquiry.pk).update(more=TOLD, basis_key="before")
    assert TOLD not in client_of(landlord).get(reverse("partner:inquiry", args=[inquiry.pk])).content.decode()


def test_the_page_says_to_whom_and_why_and_withdrawing_while_one_writes_loses_no_word(
    client_of, coordinator, sent, citizens, karen, now, landlord
):
    organisation = membership_of(landlord).organisation
    inquiry, browser = sent(organisation), client_of(coordinator)
    page, answer = (reverse(f"one_entry:{name}", args=[inquiry.pk]) for name in ("inquiry", "answer_inquiry"))
    assert "Andre end borgeren må kun få et af de tre faste svar" in browser.get(page).content.decode()
    with looking_as(karen):
        consent = consent_to(organisation, citizens[0], karen, now)
    shown = browser.get(page).content.decode()
    assert f"Fortælles til {organisation.name}:" in shown
    assert (
        f"Borgeren har sagt ja: til {organisation.name} om hvad der sker med en henvendelse, til og med 20. november"
        in shown
    )
    with looking_as(karen):
        consents.withdraw_consent(consent=consent, by=karen, at=now)
    typed = {"standard": STAGE, "ground": f"samtykke-{consent.pk}", "text": TOLD}
    refused = browser.post(answer, typed)
    inquiry.refresh_from_db()
    assert (inquiry.answer, inquiry.more) == ("", "")
    assert refused.status_code == 422
    assert TOLD in refused.content.decode()
