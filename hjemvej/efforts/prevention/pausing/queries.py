"""Which landlords can be told that help is under way, which were, and what does a landlord see of it?"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, F, Func, Value
from django.utils.timezone import localdate

from hjemvej.efforts.prevention.models import CollectionPause, PreventionCase, Sender, SentSignal, Signal
from hjemvej.efforts.prevention.queries import signals_of_case
from hjemvej.ground.consents import queries as consents
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.law.rules import deadline
from hjemvej.ground.partners import queries as partners
from hjemvej.ground.partners.models import SharingAgreement
from hjemvej.ground.partners.rules import Permit, may_see
from hjemvej.ground.people.models import Person
from hjemvej.ground.requests.queries import open_objections
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.reasons import Reason

from . import rules

HELP_BEGUN = SharingAgreement.What.HELP_BEGUN


@dataclass(frozen=True)
class Row:
    """A landlord's signal in a case: how the pause stands, and whether the landlord may be asked now."""

    signal: Signal
    pause: CollectionPause | None  # that we have not taken back
    standing: rules.Standing | None
    may_take_back: bool  # the landlord sees it, or would again: after a no to the objection, without the protection
    words: str
    agreement: Permit  # to see that help has begun
    consents: Sequence[Consent]
    reasons: Sequence[Reason]

    @property
    def is_running(self) -> bool:
        return self.standing in rules.RUNS

    @property
    def may_ask(self) -> bool:
        return not self.is_running and all(one.mark == "holds" for one in self.reasons)


def rows_of(case: PreventionCase, *, viewer: Viewer, at: datetime.datetime) -> list[Row]:
    """List the landlords whose signals are in the case, the newest signal first."""
    found = [one for one in reversed(signals_of_case(case, viewer=viewer)) if is_partner_landlords(one)]
    if not found:
        return []
    asked = viewer.rows_of(CollectionPause).filter(signal__in=found).annotate(is_told=_is_told(at))
    pauses = {one.signal_id: one for one in asked.order_by("asked_at")}
    held = consents_to_tell(case.person_id, viewer=viewer, at=at)
    objected = open_objections({one.pk for one in found}, viewer=viewer)
    agreements = partners.agreements_by_partner({one.sent_by_id for one in found if one.sent_by_id})
    permits = {who: may_see(agreed, HELP_BEGUN, localdate(at)) for who, agreed in agreements.items()}
    return [
        _row(one, pauses.get(one.pk), held, permits[one.sent_by_id], objected, at) for one in found if one.sent_by_id
    ]


def _row(
    signal: Signal, latest: CollectionPause | None, held: Sequence[Consent], agreed: Permit,
    objected: set[uuid.UUID], at: datetime.datetime,
) -> Row:  # fmt: skip
    fitting = [one for one in held if one.to_organisation_id == signal.sent_by_id]
    facts = rules.Facts(
        is_taken_up=signal.case_id is not None, is_protected=bool(signal.person and signal.person.is_protected),
        is_objected=signal.pk in objected, agreement=agreed, has_consent=bool(fitting),
    )  # fmt: skip
    pause = latest if latest and latest.ended_at is None else None
    person = signal.person
    stands = _standing(pause, person, objected, at) if pause else None
    may_take_back = pause is not None and (_sees(pause) or facts.is_objected or facts.is_protected)
    words = _in_words(latest, person, objected, at) if latest else ""
    return Row(signal, pause, stands, may_take_back, words, agreed, fitting, rules.reasons(facts))


def _standing(
    pause: CollectionPause, person: Person | None, objected: set[uuid.UUID], at: datetime.datetime
) -> rules.Standing:
    is_protected = person is not None and person.is_protected
    return rules.standing(
        is_told=_sees(pause), is_protected=is_protected, is_objected=pause.signal_id in objected, answer=pause.answer,
        until_on=last_day(pause), on=localdate(at),
    )  # fmt: skip


def _in_words(latest: CollectionPause, person: Person | None, objected: set[uuid.UUID], at: datetime.datetime) -> str:
    """How the latest pause of a signal stands; of one taken back, what the landlord had promised."""
    if latest.ended_at is None:
        stands = _standing(latest, person, objected, at)
        return rules.in_words(stands, until_on=last_day(latest), asked_on=localdate(latest.asked_at))
    if latest.paused_until is None:
        return ""
    return rules.promised_before(until_on=latest.paused_until, ended_on=localdate(latest.ended_at))


def _sees(pause: CollectionPause) -> bool:
    """Does the landlord see it at this moment?"""
    is_told: bool = pause.is_told  # type: ignore[attr-defined]
    return is_told


def said_in(case: PreventionCase, *, viewer: Viewer, at: datetime.datetime) -> list[tuple[str, str]]:
    """List each landlord asked in a case, and how its pause stands; one query, and one more where any is unseen."""
    asked = viewer.rows_of(CollectionPause).filter(signal__case=case).annotate(is_told=_is_told(at))
    rows = asked.select_related("landlord").order_by("asked_at", "id")
    latest = {one.signal_id: one for one in rows}.values()
    unseen = {one.signal_id for one in latest if one.ended_at is None and not _sees(one)}
    objected = open_objections(unseen, viewer=viewer) if unseen else set()
    said = [(one.landlord.name, _in_words(one, case.person, objected, at)) for one in latest]
    return [(name, words) for name, words in said if words]


def is_partner_landlords(signal: Signal) -> bool:
    """Did a landlord that sees answers on its own page send it?"""
    return signal.sent_by_id is not None and signal.sender_kind == Sender.LANDLORD


def last_day(pause: CollectionPause) -> datetime.date:
    """The day that the landlord promised, else the day that was asked for."""
    return pause.paused_until or pause.until_on


def consents_to_tell(person_id: uuid.UUID, *, viewer: Viewer, at: datetime.datetime) -> list[Consent]:
    """List the citizen's consents that hold now and are about the help."""
    return [
        one for one in consents.consents_in_force(person_id, viewer=viewer, at=at) if rules.TOPIC.value in one.topics
    ]


def longest(on: datetime.date) -> datetime.date:
    """The last day that a landlord can be asked for."""
    return deadline(provision_on(rules.LONGEST, on), on).due_on


def told(sent: SentSignal, *, viewer: Viewer, at: datetime.datetime) -> CollectionPause | None:
    """What the sender of a signal is told: nothing without a consent that holds, nor once the signal is closed."""
    if sent.state == SentSignal.State.CLOSED:
        return None
    rows = viewer.rows_of(CollectionPause).filter(signal_id=sent.pk, landlord_id=viewer.team_id, ended_at=None)
    return rows.annotate(is_told=_is_told(at)).filter(is_told=True).first()


def _is_told(at: datetime.datetime) -> Func:
    return Func(F("pk"), Value(at), function="prevention_pause_is_told", output_field=BooleanField())
