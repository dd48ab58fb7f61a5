"""Is a signal received only with a basis, with the least data, by one door; and does what is refused leave no trace?"""

import datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection

from conftest import as_owner
from hjemvej.efforts.prevention import actions, queries
from hjemvej.efforts.prevention.models import SentSignal, Signal, SignalKind, SignalTrace
from hjemvej.ground.partners.models import SharingAgreement
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY = D(2026, 11, 20)


def test_a_landlords_notice_is_kept_with_its_basis_as_the_law_had_it_that_day(send, our_team, association, now):
    signal = send()
    assert signal.basis == "Underretning om udsættelse, almenlejelov § 92 stk. 2; aftalen: aftale om eviction_notices"
    assert (signal.organisation_id, signal.sent_by_id) == (our_team.pk, association.organisation_id)
    assert (signal.sender_kind, signal.channel, signal.received_at) == ("landlord", "portal", now)
    event = Event.objects.get(name="prevention.signal_received")
    assert event.details == {"signal": str(signal.pk), "kind": "eviction_notice", "channel": "portal"}
    assert event.person_id is None


def test_what_is_counted_of_it_bears_no_name(send):
    signal = send()
    trace = SignalTrace.objects.get(signal=signal)
    assert (trace.received_week, trace.kind_key, trace.sender_kind) == (D(2026, 11, 16), "eviction_notice", "landlord")
    assert (trace.channel, trace.is_taken_up, trace.came_to) == ("portal", False, "")


def test_the_partner_sees_what_it_sent_and_how_far_it_came_and_no_more(send, association):
    send()
    with looking_as(association):
        (sent,) = queries.sent_by(association.team_id, viewer=association)
        assert (sent.name, sent.state) == ("Lea Lejer Prøve", "received")
        assert not association.rows_of(Signal).exists()
        assert not association.rows_of(SignalTrace).exists()


def test_another_partner_sees_nothing_of_it(send, shelter_worker, viewer_for):
    send()
    other = viewer_for(shelter_worker)
    with looking_as(other):
        assert not other.rows_of(SentSignal).exists()


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"kind": "arrears_list"}, "kind", "ikke hjemmel"),
        ({"kind": "release"}, "kind", "må kun komme fra: kriminalforsorgen"),
        ({"kind": "landlord_concern"}, "consent_on", "Uden lejerens samtykke"),
        ({"kind": "landlord_concern", "consent_on": TODAY + DAY}, "consent_on", "efter at signalet kom"),
        ({"kind": "landlord_concern", "consent_on": D(2025, 11, 20)}, "consent_on", "gælder ikke længere"),
        ({"words": "Har tit fest"}, "words", "Tag dette ud: ord fra afsenderen"),
        ({"cpr": "010280-1234"}, "cpr", "Tag dette ud: cpr-nummer"),
        ({"name": "  "}, "name", "hvem det handler om"),
        ({"amount": Decimal("-5")}, "amount", "mere end nul"),
        ({"children": "2"}, "children", "ja, nej eller vides ikke"),
        ({"arose_on": TODAY + DAY}, "arose_on", "efter den dag"),
        ({"happens_on": D(2036, 12, 8)}, "happens_on", "Er året rigtigt?"),
    ],
)  # fmt: skip
def test_what_has_no_basis_is_refused_with_the_reason_and_leaves_no_trace(send, association, changes, field, says):
    name = {"name": "Quxibald Zwölfmann"}
    with pytest.raises(actions.SignalRefused, match=says) as refused:
        send(**{**name, **changes})
    assert refused.value.field_name == field
    assert not rows_with("Quxibald")
    assert not Event.objects.filter(name__startswith="prevention").exists()


def test_without_an_agreement_in_force_nothing_is_received(send):
    SharingAgreement.objects.filter(what="eviction_notices").update(last_on=TODAY - DAY)
    with pytest.raises(actions.SignalRefused, match="aftalen ophørte"):
        send(name="Quxibald Zwölfmann")
    assert not rows_with("Quxibald")
    assert not SignalTrace.objects.exists()


def test_an_agreement_on_one_thing_opens_no_other(send):
    SharingAgreement.objects.filter(what="tenant_concerns").delete()
    with pytest.raises(actions.SignalRefused, match="ingen aftale"):
        send(kind="landlord_concern", consent_on=TODAY)
    assert send()


def test_a_concern_with_the_tenants_consent_is_received(send):
    signal = send(kind="landlord_concern", consent_on=TODAY - DAY, words="Lejeren er ked af det.", is_crisis=True)
    assert (signal.consent_on, signal.words, signal.is_crisis) == (TODAY - DAY, "Lejeren er ked af det.", True)


def test_the_very_same_is_received_once(send):
    send()
    with pytest.raises(actions.AlreadyReceived, match="allerede modtaget"):
        send(channel="file")
    send(happens_on=D(2026, 12, 9))
    assert Signal.objects.count() == SentSignal.objects.count() == SignalTrace.objects.count() == 2


def test_a_partner_cannot_say_when_it_came_or_that_another_sent_it(send, now):
    signal = send(received_at=now - 5 * DAY, sender_kind="court", sender_name="Retten")
    assert (signal.received_at, signal.sender_kind, signal.sender_name) == (now, "landlord", "")


def test_a_letter_typed_in_counts_from_when_it_came(typed, now, freja):
    signal = typed(received_at=now - 3 * DAY)
    assert (signal.received_at, signal.recorded_at, signal.recorded_by_id) == (now - 3 * DAY, now, freja.user_id)
    assert signal.sent_by_id is None
    assert not SentSignal.objects.exists()


def test_nothing_comes_from_the_future(typed, now):
    with pytest.raises(actions.SignalRefused, match="fremtiden"):
        typed(received_at=now + datetime.timedelta(minutes=1))
    with pytest.raises(actions.SignalRefused, match="fremtiden"):
        typed(received_at=now + 2 * DAY)
    assert not Signal.objects.exists()


def test_a_kind_holds_from_a_day_to_a_day(typed, now):
    SignalKind.objects.filter(key="bailiff_notice").update(valid_to=TODAY)
    with pytest.raises(actions.SignalRefused, match="ikke hjemmel"):
        typed()
    assert typed(received_at=now - DAY).kind.key == "bailiff_notice"


# --- whom it is about, by number ---------------------------------------------------------------------------------


def test_equal_numbers_settle_themselves_and_the_number_stays_on_the_citizen_alone(typed, testa):
    signal = typed(cpr="0102801234")
    assert (signal.person_id, signal.cpr_encrypted, signal.cpr_lookup) == (testa.pk, "", "")
    assert Event.objects.get(name="prevention.signal_settled").person_id == testa.pk


def test_of_another_teams_citizen_a_number_opens_nothing(typed, colleague_in_other_team, viewer_for, now):
    theirs = viewer_for(colleague_in_other_team)
    with looking_as(theirs):
        person = people.create_person(by=theirs, at=now, given_names="Ukendt", surname="Herfra", cpr="010280-1234")
    signal = typed(cpr="0102801234")
    assert signal.person_id is None
    assert signal.cpr_lookup
    assert NeedToKnow.objects.filter(person_id=person.pk).count() == 1


def test_the_number_is_sealed_and_in_no_words(typed):
    with pytest.raises(actions.SignalRefused, match="CPR-nummer"):
        typed(cpr="0102801234", name="Lea 010280-1234 Lejer")
    signal = typed(cpr="0102801234", name="Lea Lejer")
    assert signal.person_id is None
    assert "010280" not in signal.cpr_encrypted
    assert not rows_with("0102801234")
    assert not Person.objects.filter(surname="Lejer").exists()


def rows_with(text: str) -> list[str]:
    """Look for a text in every column of every table of ours, past all row security."""
    found = []
    with as_owner(), connection.cursor() as cursor:
        tables = {model._meta.db_table for model in apps.get_models()} & set(connection.introspection.table_names())
        for table in sorted(tables):
            cursor.execute(f"SELECT count(*) FROM {table} kept WHERE kept::text ILIKE %s", [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found
