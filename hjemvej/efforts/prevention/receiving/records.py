"""Which rows do tests, a bystander and the invented town have?"""

import datetime

from django.utils.timezone import localdate

from hjemvej.efforts.prevention.models import (
    Attempt,
    CollectionPause,
    HelpKind,
    HelpSought,
    MovedDay,
    NightAfter,
    Onset,
    OnsetTrace,
    PreventionCase,
    Sender,
    SentSignal,
    Signal,
    SignalKind,
    SignalNotice,
    SignalTrace,
    StepTaken,
)
from hjemvej.ground.casework.models import Course
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.law.rules import monday_of
from hjemvej.platform.rooms import Bystander, Laid

BASIS = "Underretning om udsættelse, almenlejelov § 92 stk. 2"


def signal(laid: Laid) -> Signal:
    """Lay out a signal that waits, about the citizen."""
    return Signal.objects.create(
        organisation=laid.team, kind=_a_kind(), sender_kind=Sender.LANDLORD, channel=Signal.Channel.LETTER,
        sender_name="Boligforeningen Solbakken", basis=BASIS, received_at=laid.at, recorded_at=laid.at,
        person=laid.person, name="Prøve Prøvesen", due_on=localdate(laid.at), due_by="signal_taken_up",
    )  # fmt: skip


def sent_signal(laid: Laid) -> SentSignal:
    """Lay out what the shelter sees of the signal: it sent it."""
    return SentSignal.objects.create(
        signal=laid.made[Signal], sent_by=laid.shelter, kind=_a_kind(), name="Prøve Prøvesen", sent_at=laid.at,
        state_on=localdate(laid.at), fingerprint=str(laid.person.pk),
    )  # fmt: skip


def case(laid: Laid) -> PreventionCase:
    course = Course.objects.create(person=laid.person, kind="prevention", opened_at=laid.at)
    return PreventionCase.objects.create(person=laid.person, organisation=laid.team, course=course, opened_at=laid.at)


def help_sought(laid: Laid) -> HelpSought:
    """Lay out a help whose answer the citizen's case waits for."""
    case = laid.made[PreventionCase]
    return HelpSought.objects.create(case=case, person=laid.person, **_a_help(localdate(laid.at), laid.at))


def onset(laid: Laid) -> Onset:
    """Lay out a citizen who became homeless without a signal."""
    trace = OnsetTrace.objects.create(**_a_trace(localdate(laid.at)))
    return Onset.objects.create(person=laid.person, began_on=localdate(laid.at), trace=trace, decided_at=laid.at)


def add_bystander(bystander: Bystander) -> None:
    who = {"person": bystander.person, "organisation_id": bystander.team_id}
    course = bystander.add(Course, person=bystander.person, kind="prevention", opened_at=bystander.at)
    case = bystander.add(PreventionCase, **who, course=course, opened_at=bystander.at)
    bystander.add(
        Attempt, case=case, person=bystander.person, worker_id=bystander.worker_id, kind="call", part="morning",
        day=bystander.night, outcome="missed", written_at=bystander.at, settled_at=bystander.at,
    )  # fmt: skip
    bystander.add(HelpSought, case=case, person=bystander.person, **_a_help(bystander.night, bystander.at))
    bystander.add(NightAfter, person=bystander.person, night=bystander.night)
    trace = bystander.add(OnsetTrace, **_a_trace(bystander.night))
    bystander.add(
        Onset, person=bystander.person, began_on=bystander.night, trace=trace, decided_at=bystander.at,
        words="Uberørt", read_at=bystander.at, read_by_id=bystander.worker_id,
    )  # fmt: skip
    kind = _a_kind()
    signal = bystander.add(
        Signal, **who, kind=kind, sender_kind=Sender.LANDLORD, channel=Signal.Channel.LETTER, basis=BASIS,
        received_at=bystander.at, recorded_at=bystander.at, name="Uberørt",
        due_on=localdate(bystander.at), due_by="eviction_take_up",  # an open course is a known need
    )  # fmt: skip
    bystander.add(
        SignalNotice, signal=signal, person=bystander.person, basis_key="inform_endangers", basis="§ 22", why="Uberørt",
        look_again_on=bystander.night, written_at=bystander.at, written_by_id=bystander.worker_id,
    )  # fmt: skip
    bystander.add(
        StepTaken, signal=signal, person=bystander.person, step="release_told", state="done",
        written_at=bystander.at, written_by_id=bystander.worker_id,
    )  # fmt: skip
    consent = bystander.add(
        Consent, person=bystander.person, to_name="Uberørt", topics=["help"], purpose="Uberørt", how="paper",
        given_at=bystander.at, organisation_id=bystander.team_id, from_on=bystander.night, last_on=bystander.night,
    )  # fmt: skip
    bystander.add(
        CollectionPause, signal=signal, person=bystander.person, landlord_id=bystander.team_id, consent=consent,
        basis="Uberørt", until_on=bystander.night, asked_at=bystander.at, asked_by_id=bystander.worker_id,
    )  # fmt: skip
    bystander.add(MovedDay, signal=signal, now_on=bystander.night, told_at=bystander.at)
    bystander.add(
        SentSignal, signal=signal, sent_by_id=bystander.team_id, kind=kind, name="Uberørt", sent_at=bystander.at,
        state_on=bystander.night, fingerprint=str(bystander.person.pk),
    )  # fmt: skip
    bystander.add(
        SignalTrace, signal=signal, organisation_id=bystander.team_id, received_week=monday_of(bystander.night),
        kind_key=kind.key, sender_kind=Sender.LANDLORD, channel=Signal.Channel.LETTER,
    )  # fmt: skip


def _a_help(on: datetime.date, at: datetime.datetime) -> dict[str, object]:
    kind = HelpKind.objects.get(key="rent_help", valid_to=None)
    return {"kind": kind, "sought_at": "Ydelsescenteret", "sought_on": on, "ask_again_on": on, "written_at": at}


def _a_trace(on: datetime.date) -> dict[str, object]:
    homes = {"came_from": "egen_bolig", "came_to": "familie_venner"}
    return {"began_week": monday_of(on), "decided_after": 0, "heard": "none", **homes}


def _a_kind() -> SignalKind:
    return SignalKind.objects.order_by("order", "key")[0]
