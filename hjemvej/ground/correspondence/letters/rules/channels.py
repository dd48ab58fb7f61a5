"""How is a letter to reach the citizen, and why so? Pure."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.ground.people.models import Person, ReachedBy
from hjemvej.platform.ui.when import full_date


@dataclass(frozen=True)
class Suggested:
    """A channel, and the reason in words."""

    channel: str
    because: str


def suggested(
    *, agreed: str, since_on: datetime.date | None, exempt_until: datetime.date | None, has_care_of: bool,
    is_protected: bool, on: datetime.date,
) -> Suggested:  # fmt: skip
    """Choose the channel that was agreed with the citizen; where it cannot be used, or none was, the safest one."""
    is_exempt = exempt_until is not None and on <= exempt_until
    if agreed == Person.Channel.DIGITAL_POST and is_exempt:
        words = _("Borgeren er fritaget for Digital Post til og med %s.") % full_date(exempt_until)
        return _by_hand_or_letter(words, has_care_of=has_care_of, is_protected=is_protected)
    if agreed != Person.Channel.UNKNOWN:
        if since_on:
            return Suggested(agreed, _("Det er aftalt med borgeren siden %s.") % full_date(since_on))
        return Suggested(agreed, _("Det er aftalt med borgeren."))
    words = _("Det er ikke aftalt, hvordan borgeren får breve.")
    return _by_hand_or_letter(words, has_care_of=has_care_of, is_protected=is_protected)


def _by_hand_or_letter(why: str, *, has_care_of: bool, is_protected: bool) -> Suggested:
    if has_care_of and not is_protected:
        return Suggested(ReachedBy.LETTER, f"{why} {_('Vi kender en c/o-adresse.')}")
    return Suggested(ReachedBy.HANDED_OVER, f"{why} {_('Giv det, når I ses.')}")
