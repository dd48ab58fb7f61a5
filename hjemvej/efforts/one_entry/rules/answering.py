"""What may the one who asked be told?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.ground.correspondence.rules import email_address_in
from hjemvej.platform.ui.reasons import Reason


@dataclass(frozen=True)
class MayTell:
    """Whether more than that we have acted may be told, and why."""

    everything: bool
    reasons: list[Reason]


def what_may_be_told(asker_kind: str, *, partner_sees_answers: bool = False, has_consent: bool = False) -> MayTell:
    """The citizen may know; others only that we received and acted, unless consent or agreement (FVL § 27)."""
    if asker_kind == "self":
        return MayTell(True, [Reason("holds", _("Borgeren har selv spurgt"))])
    if has_consent:
        return MayTell(True, [Reason("holds", _("Borgeren har sagt ja til, at vi fortæller det"), "FVL § 28")])
    if partner_sees_answers:
        return MayTell(True, [Reason("holds", _("Vi har en aftale med organisationen om svar på egne henvendelser"))])
    words = _("Andre end borgeren må kun vide, at vi har modtaget og handlet")
    return MayTell(
        False, [Reason("fails", words, "FVL § 27"), Reason("unknown", _("Borgerens samtykke ville ændre det"))]
    )


def address_for_mail(asker_contact: str, *, is_protected: bool) -> str:
    """Return the address to mail the answer to; empty for a protected citizen, about whom we mail nothing."""
    return "" if is_protected else email_address_in(asker_contact)


def subject_of_answer() -> str:
    """Write a subject without the citizen and their need for help: others may read it over a shoulder."""
    return _("Svar på din henvendelse")


def standard_answer(is_handled: bool) -> str:
    """What anybody may be told."""
    if is_handled:
        return _("Vi har modtaget henvendelsen og handlet på den.")
    return _("Vi har modtaget henvendelsen og ser på den.")
