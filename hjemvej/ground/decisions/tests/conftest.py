"""Who and when do the tests of decisions share? Karen, her browser, and a citizen whose case is her team's."""

import datetime

import pytest
from django.utils.timezone import localdate

from hjemvej.ground.decisions import actions
from hjemvej.ground.decisions.actions import Written
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 20)


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def page(coordinator, client_of, clock_stands):
    return client_of(coordinator)


@pytest.fixture
def testa(karen, now):
    with looking_as(karen):
        return people.create_person(by=karen, at=now, given_names="Testa", surname="Prøvesen")


@pytest.fixture
def bystander(karen, now):
    with looking_as(karen):
        return people.create_person(by=karen, at=now, given_names="Berta", surname="Uberørt")


@pytest.fixture
def words():
    """A refusal that has all its parts, of which a test changes some."""
    return {
        "title": "Bostøtte i egen bolig", "basis_key": "support_85a", "asked_for": "Støtte hver dag", "granted": "not",
        "decided": "Du får ikke støtte.", "reasons": "Fordi du bor hos din søster.",
        "no_hearing_because": "Du har selv fortalt det.",
    }  # fmt: skip


@pytest.fixture
def drafted(karen, testa, now, words):
    """Give `drafted(...)`: a draft about Testa."""

    def draft(*, person=None, corrects=None, at=None, **changes):
        written = Written(**{**words, **changes})
        with looking_as(karen):
            return actions.draft_decision(
                person_id=(person or testa).pk, written=written, corrects=corrects, by=karen, at=at or now
            )

    return draft


@pytest.fixture
def sent(karen, drafted, now):
    """Give `sent(...)`: a decision sent `days` ago, and received the same day unless `received` is False."""

    def send(*, days=0, received=True, **changes):
        at = now - days * DAY
        decision = drafted(at=at, **changes)
        with looking_as(karen):
            decision = actions.send_decision(decision=decision, by=karen, at=at)
            if received:
                decision = actions.record_receipt(
                    decision=decision, received_on=localdate(at), reached_by="handed_over", by=karen, at=at
                )
        return decision

    return send


@pytest.fixture
def complained(karen, sent, now):
    """Give `complained(...)`: a complaint of today, over a decision sent `days` ago."""

    def complain(*, days=0, decision=None, words="Det er ikke fair."):
        decision = decision or sent(days=days)
        with looking_as(karen):
            return actions.receive_complaint(
                decision=decision, words=words, how="spoken", received_on=TODAY, by=karen, at=now
            )

    return complain
