"""How does a signal come in? By one door, for page, file and letter; what has no basis leaves no trace."""

import datetime
import json
from dataclasses import replace

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.law.rules import monday_of
from hjemvej.ground.partners import queries as partners
from hjemvej.ground.partners import rules as sharing
from hjemvej.ground.partners.queries import receiving_team
from hjemvej.ground.people import cpr
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import Viewer, looking_as, system
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .. import queries
from ..models import SentSignal, Signal, SignalKind, SignalTrace
from ..rules import receiving
from ..rules.receiving import Sent
from .settling import know_of, set_due


class SignalRefused(Refused):
    """It has no basis, or tells too much, or cannot be right: the message says why. Nothing of it was stored."""


class AlreadyReceived(Refused):
    """The same sender sent the very same before."""

    level = messages.INFO


def receive_signal(sent: Sent, *, channel: str, by: Viewer, at: datetime.datetime) -> Signal:
    """Receive a signal that a partner sends, or that staff write down; refuse it with the reason, and store nothing.

    A partner's own page and file give `channel` portal or file: what the partner is follows from its organisation,
    and its agreement is asked. Of whether anybody is known to us the partner learns nothing, neither here nor later.
    """
    sent, is_partners = sent.trimmed(), channel in receiving.FROM_PARTNERS
    if is_partners:
        sent = as_partners(sent, by)
    received_at = sent.received_at or at
    received_on, on = localdate(received_at), localdate(at)
    kind = queries.kind_on(sent.kind, received_on)
    agreed = _agreed(kind, by, on) if is_partners and kind else None
    against = receiving.why_not(
        sent, kind, received_on=received_on, on=on, consent_lasts_until=queries.consent_lasts_until,
        no_agreement="" if agreed is None or agreed else agreed.reason.text,
    )  # fmt: skip
    if against or kind is None or received_at > at:
        words = against.words if against else _("Signalet kan ikke være kommet i fremtiden.")
        raise SignalRefused(words, field=against.field if against else "received_on")
    fingerprint = fingerprint_of(sent, by) if is_partners else ""
    if is_partners and queries.was_sent(by.team_id, fingerprint, viewer=by):
        raise AlreadyReceived(_("Det samme signal er allerede modtaget. Det skal ikke sendes igen."))
    basis = receiving.basis_in_words(kind, (agreed.reason.law or "") if agreed else "")
    writer = system("Tager imod et signal fra en partner") if is_partners else by
    with transaction.atomic(), looking_as(writer):
        signal = _store(sent, kind, channel=channel, basis=basis, received_at=received_at, by=by, at=at)
        if is_partners:  # which the system alone writes
            SentSignal.objects.create(
                signal=signal, sent_by_id=by.team_id, user_id=by.user_id, kind=kind, name=sent.name,
                address=sent.address, sent_at=at, state_on=on, happens_on=sent.happens_on, fingerprint=fingerprint,
            )  # fmt: skip
        SignalTrace.objects.create(
            signal=signal, organisation_id=signal.organisation_id, kind_key=kind.key, sender_kind=sent.sender_kind,
            channel=channel, received_week=monday_of(received_on),
        )  # fmt: skip
        details: dict[str, object] = {"signal": str(signal.pk), "kind": kind.key, "channel": channel}
        record("prevention.signal_received", by=by, at=at, details=details)
        # Of a partner's the job settles whom it is about, within ten minutes: the partner can time no known number.
        if not is_partners and (person := queries.own_with_number(signal, viewer=writer)):
            know_of(signal, person.pk, by=by, at=at)
        set_due(signal, viewer=writer, at=at)
    return signal


def as_partners(sent: Sent, by: Viewer) -> Sent:
    """A partner cannot say that somebody else sends it, nor when it reached us: it reaches us now."""
    sender = receiving.SENDERS.get(by.organisation_kind, "")
    return replace(sent, sender_kind=sender, sender_name="", received_at=None)


def _agreed(kind: SignalKind, by: Viewer, on: datetime.date) -> sharing.Permit:
    what = kind.agreed_as or "inquiry"
    permit = sharing.may_send(partners.agreements_of(by.team_id), what, on)
    return permit if kind.agreed_as else sharing.Permit(False, permit.reason)


def _store(
    sent: Sent, kind: SignalKind, *, channel: str, basis: str, received_at: datetime.datetime, by: Viewer,
    at: datetime.datetime,
) -> Signal:  # fmt: skip
    digits = cpr.parse(sent.cpr, localdate(at)) if sent.cpr else ""
    is_team = by.organisation_kind == Organisation.Kind.TEAM
    return Signal.objects.create(
        organisation_id=by.team_id if is_team else receiving_team(), kind=kind, sender_kind=sent.sender_kind,
        sent_by_id=None if is_team else by.team_id, sender_name=sent.sender_name, channel=channel, basis=basis,
        consent_on=sent.consent_on, consent_words=sent.consent_words, arose_on=sent.arose_on,
        sent_on=sent.sent_on, received_at=received_at, recorded_at=at, recorded_by_id=by.user_id, amount=sent.amount,
        demand_reached_on=sent.demand_reached_on, began_on=sent.began_on, happens_on=sent.happens_on,
        has_home=sent.has_home, contact=sent.contact, children=sent.children,
        is_crisis=sent.is_crisis, is_warm=sent.is_warm, words=sent.words, name=sent.name, address=sent.address,
        phone=sent.phone, born_on=sent.born_on or (cpr.born_on(digits) if digits else None),
        cpr_encrypted=cpr.encrypt(digits) if digits else "", cpr_lookup=cpr.lookup(digits) if digits else "",
        had_number=bool(digits),
    )  # fmt: skip


def fingerprint_of(sent: Sent, by: Viewer) -> str:
    """A keyed hash of all that was written, without when it came."""
    values = {name: str(value) for name, value in vars(sent).items() if name != "received_at"}
    said = json.dumps({**values, "sent_by": str(by.team_id)}, sort_keys=True)
    return salted_hmac("a signal as a partner sent it", said, algorithm="sha256").hexdigest()
