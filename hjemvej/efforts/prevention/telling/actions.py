"""What do we write of telling a citizen of a signal? A letter that tells it, or by which paragraph it is not told."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.actions import holding
from hjemvej.efforts.prevention.models import Signal, SignalNotice
from hjemvej.ground.correspondence.letters.actions import draft_letter
from hjemvej.ground.correspondence.models import Letter, LetterKind
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

from . import queries, rules


class NobodyToTell(Refused):
    """Nobody has said yet whom the signal is about."""


class NothingToTell(Refused):
    """The citizen has been told, or a colleague has begun the letter."""

    level = messages.INFO


class NoSuchParagraph(Refused):
    """The paragraph is none by which it may wait today."""

    field = "basis"


class LooksAgainTooLate(Refused):
    """It waits longer than our own goal, or no day is given."""

    field = "look_again_on"


def write_notice(*, signal: Signal, by: Viewer, at: datetime.datetime) -> Letter:
    """Draft the letter that tells the citizen of the signal, and of the others of its case that no letter tells."""
    with transaction.atomic():
        person_id = _hold(signal)
        together = queries.to_be_told(signal, viewer=by, on=localdate(at))
        if signal.pk not in {one.pk for one in together}:
            raise NothingToTell(_("Der er et brev om det allerede, eller borgeren har fået besked."))
        values = queries.letter_values(together, case=signal.case, on=localdate(at))
        letter = draft_letter(person_id=person_id, kind=LetterKind.SIGNAL, values=values, by=by, at=at)
        SignalNotice.objects.bulk_create(
            SignalNotice(signal=one, person_id=person_id, letter=letter, written_at=at, written_by_id=by.signed_in_id)
            for one in together
        )
        details: dict[str, object] = {"letter": str(letter.pk), "signals": [str(one.pk) for one in together]}
        record("prevention.notice_written", by=by, at=at, person_id=person_id, details=details)
        return letter


def tell_later(
    *, signal: Signal, basis: str, why: str, look_again_on: datetime.date | None, by: Viewer, at: datetime.datetime
) -> SignalNotice:
    """It is not told, by a paragraph and with a reason: for good where the citizen has it, else until a day."""
    on = localdate(at)
    chosen = next((one for one in queries.bases(on) if one.key == basis), None)
    if chosen is None:
        raise NoSuchParagraph(_("Vælg en af de paragraffer, der gælder i dag."))
    is_for_good, longest = basis in rules.FOR_GOOD, queries.look_again_by(on)
    is_wrong = look_again_on is None or look_again_on <= on or bool(longest and look_again_on > longest)
    if not is_for_good and is_wrong:
        words = _("Vælg en dag efter i dag og senest %s.") if longest else _("Vælg en dag efter i dag.")
        raise LooksAgainTooLate(words % full_date(longest) if longest else words)
    with transaction.atomic():
        person_id = _hold(signal)
        refuse_under_glass(person_id, by=by, at=at)
        if not queries.state_of(signal, viewer=by, on=on).state.is_open:
            raise NothingToTell(_("Det er allerede skrevet, at borgeren har fået besked eller ikke skal have det."))
        notice = SignalNotice.objects.create(
            signal=signal, person_id=person_id, basis_key=chosen.key, basis=str(chosen)[:250], why=why.strip(),
            look_again_on=None if is_for_good else look_again_on, written_at=at, written_by_id=by.signed_in_id,
        )  # fmt: skip
        details: dict[str, object] = {"signal": str(signal.pk), "basis": chosen.key}
        record("prevention.notice_waits", by=by, at=at, person_id=person_id, details=details)
        return notice


def _hold(signal: Signal) -> uuid.UUID:
    """Hold the citizen, so that two who write in the same second write once; refuse where there is none."""
    if signal.person_id is None:
        raise NobodyToTell(_("Afgør først, hvem signalet handler om."))
    holding.hold_citizen(signal.person_id)
    return signal.person_id
