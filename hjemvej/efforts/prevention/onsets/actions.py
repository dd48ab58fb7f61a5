"""What happens when a citizen becomes homeless? It is decided once whether we had heard before; later, one learns."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.prevention.actions.holding import hold_citizen
from hjemvej.efforts.prevention.models import Onset, OnsetTrace
from hjemvej.ground.law.rules import monday_of
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules


class IsHomeless(Refused):
    """The register still says so."""

    field = "could_tell"


class ReadMeanwhile(Refused):
    """A colleague wrote what we learn after the page was opened."""

    level = messages.INFO


def decide_onsets(*, by: Viewer, at: datetime.datetime) -> int:
    """Decide of everybody who has become homeless since; return how many were new."""
    on = localdate(at)
    with looking_as(by):
        _remove_doubles(by, on)
        _hear_what_was_settled_since(by, at)
        return sum(decide_onset(person_id, began, by=by, at=at) for person_id, began in queries.came(viewer=by, on=on))


def decide_onset(person_id: uuid.UUID, began: rules.Began, *, by: Viewer, at: datetime.datetime) -> bool:
    """Decide of one citizen, unless it is decided already; say whether it is new."""
    on = localdate(at)
    with transaction.atomic():
        if hold_citizen(person_id).merged_into_id or queries.is_decided(person_id, began.on, viewer=by):
            return False
        kept = queries.kept_signals([person_id], viewer=by)[person_id]
        found = rules.heard(began, kept, on=on, since=queries.signals_since(began.on), looks=queries.looks(on))
        trace = OnsetTrace.objects.create(
            began_week=monday_of(began.on), decided_after=(on - began.on).days, heard=found, came_from=began.came_from,
            came_to=began.came_to,
        )  # fmt: skip
        onset = Onset.objects.create(person_id=person_id, began_on=began.on, trace=trace, decided_at=at)
        details: dict[str, object] = {"onset": str(onset.pk), "heard": found}
        record("prevention.onset_decided", by=by, at=at, person_id=person_id, details=details)
        return True


def _remove_doubles(by: Viewer, on: datetime.date) -> None:
    with transaction.atomic():
        for one in queries.doubles(viewer=by, on=on):
            one.trace.delete()  # and the onset with it


def _hear_what_was_settled_since(by: Viewer, at: datetime.datetime) -> None:
    """Of some we had a signal, and nobody had said yet whom it was about."""
    waiting = list(queries.unheard(viewer=by, on=localdate(at)))
    kept = queries.kept_signals({one.person_id for one in waiting}, viewer=by)
    for one in waiting:
        if rules.had_come(kept[one.person_id], before=one.began_on, since=queries.signals_since(one.began_on)):
            with transaction.atomic():
                OnsetTrace.objects.filter(pk=one.trace_id).update(heard=rules.Heard.SIGNAL)
                details: dict[str, object] = {"onset": str(one.pk), "heard": rules.Heard.SIGNAL}
                record("prevention.onset_decided", by=by, at=at, person_id=one.person_id, details=details)


def learn(
    *, onset: Onset, could_tell: str, words: str, seen: str, by: Viewer, at: datetime.datetime
) -> Onset:  # fmt: skip
    """Write who could have told us, and what we learn; `seen` is the answer that the page showed.

    `rules.MISTAKE`: the citizen was not homeless after all; it is counted no more, once the register says so too.
    """
    with transaction.atomic():
        hold_citizen(onset.person_id)
        now = Onset.objects.select_related("trace").get(pk=onset.pk)
        if queries.as_seen(now) != seen:
            said = _("En kollega har svaret, mens du skrev. Se, hvad der står nu. Gem igen, hvis dit svar skal gælde.")
            raise ReadMeanwhile(said)
        details: dict[str, object] = {"onset": str(now.pk), "could_tell": could_tell}
        record("prevention.onset_read", by=by, at=at, person_id=now.person_id, details=details)
        if could_tell == rules.MISTAKE:
            if queries.is_homeless_on(now, viewer=by):
                raise IsHomeless(_("Ret først på borgerens side, hvor borgeren sov den dag."))
            now.trace.delete()
            return now
        now.words, now.read_at, now.read_by_id = words.strip(), at, by.signed_in_id
        now.save(update_fields=["words", "read_at", "read_by"])
        OnsetTrace.objects.filter(pk=now.trace_id).update(could_tell=could_tell)
        return now
