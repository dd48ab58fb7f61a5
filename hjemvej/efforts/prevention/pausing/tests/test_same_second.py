"""Do two colleagues who ask a landlord in the same second ask once, and does a withdrawn yes tell nothing?"""

import datetime

import pytest

from hjemvej.efforts.prevention.models import CollectionPause, Sender, Signal, SignalKind
from hjemvej.efforts.prevention.pausing import actions
from hjemvej.ground.consents import actions as consents
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.partners.models import Partner, SharingAgreement
from tests.rows import AT, DAY, saved
from tests.test_row_locks import outcome_of_the_second

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("bystanders_stay_away")]
LATER = AT + datetime.timedelta(minutes=1)


@pytest.fixture
def consent(raced_case, freja, housing_association):
    return saved(
        Consent, person_id=raced_case.person_id, to_organisation=housing_association, to_name="", topics=["help"],
        purpose="Ro", how="own_words", words="Ja", given_at=AT, from_on=DAY, last_on=DAY + datetime.timedelta(days=90),
        organisation_id=freja.team_id,
    )  # fmt: skip


@pytest.fixture
def ask(raced_case, consent, freja, housing_association):
    partner = Partner.objects.create(organisation=housing_association)
    saved(SharingAgreement, partner=partner, direction="sees", what="help_begun", from_on=DAY, last_on=None)
    signal = saved(
        Signal, organisation_id=freja.team_id, kind=SignalKind.objects.get(key="eviction_notice", valid_to=None),
        sender_kind=Sender.LANDLORD, sent_by=housing_association, channel="portal", received_at=AT, recorded_at=AT,
        person_id=raced_case.person_id, case=raced_case, taken_up_at=AT, ended="", ended_at=None, kept_from=None,
        kept_as="", cpr_encrypted="", cpr_lookup="", meeting=None,
    )  # fmt: skip
    until_on = DAY + datetime.timedelta(days=10)
    return lambda at=AT: actions.ask_landlord(signal=signal, consent_id=consent.pk, until_on=until_on, by=freja, at=at)


def test_a_landlord_is_asked_once(ask):
    assert outcome_of_the_second(ask, lambda: ask(LATER)) == "AlreadyAsked"
    assert CollectionPause.objects.count() == 1


def test_a_yes_that_is_withdrawn_in_the_same_second_tells_nothing(ask, consent, freja):
    withdraw = lambda: consents.withdraw_consent(consent=consent, by=freja, at=AT)  # noqa: E731
    assert outcome_of_the_second(withdraw, lambda: ask(LATER)) == "MayNotBeTold"
    assert not CollectionPause.objects.exists()
