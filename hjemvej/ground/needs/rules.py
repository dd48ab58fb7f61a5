"""Until when does an organisation need to know of a citizen, and why? Reasons and provisions in, an ending out."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.ground.law.rules import ProvisionInForce, last_day
from hjemvej.platform.rooms import LivingReason
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date


@dataclass(frozen=True)
class Known:
    """A reason as it stands for one citizen and organisation; without a last day it still lasts."""

    reason: LivingReason
    last_on: datetime.date | None


@dataclass(frozen=True)
class Ending:
    """The last day with access; none while a reason lasts, or while we cannot say."""

    last_on: datetime.date | None
    reasons: tuple[Reason, ...]

    def is_over(self, on: datetime.date) -> bool:
        return self.last_on is not None and on > self.last_on


def ending(known: Iterable[Known], provisions: Mapping[str, ProvisionInForce]) -> Ending:
    """Any reason that lasts keeps the need open; else it ends when each has been over for as long as its rule says."""
    counted = _that_count(list(known))
    lasting = [Reason("holds", str(one.reason.lasts)) for one in counted if one.last_on is None]
    if lasting or not counted:
        return Ending(None, tuple(dict.fromkeys(lasting)))
    days = []
    over = [(one.reason, one.last_on) for one in counted if one.last_on is not None]
    for reason, last_on in over:
        provision = provisions.get(reason.outlasted_by)
        if provision is None:
            words = _("der er ingen regel for, hvor længe adgangen varer, efter at %(ended)s %(day)s")
            said = words % {"ended": reason.ended, "day": full_date(last_on)}
            return Ending(None, (Reason("unknown", said),))
        until = last_day(last_on, provision.value, provision.unit)
        days.append((until, f"{reason.ended} {full_date(last_on)}", provision))
    until, words, provision = max(days, key=lambda day: day[0])
    law = f"{provision.value_text}, {provision.paragraph_text}"
    return Ending(until, (Reason("fails", words, law),))


def _that_count(known: list[Known]) -> list[Known]:
    """Where a citizen sleeps, and who coordinates, gives us no reason once they are dead or another municipality's."""
    if any(one.reason.ends_ours for one in known):
        return [one for one in known if not one.reason.only_of_who_is_ours]
    return known
