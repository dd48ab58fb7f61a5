"""By which right may we tell another unit, and whose turn is it now? Values in, answers with reasons out."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.platform.ui.when import full_date

from .models import Referral

Ground, Outcome = Referral.Ground, Referral.Outcome
ANSWERS = (Outcome.GRANTED, Outcome.PARTLY, Outcome.REFUSED)


@dataclass(frozen=True)
class Right:
    """A right by which we may tell, as a choice: `citizen`, `consent:<id>` or `law:<key>`, and its words."""

    key: str
    words: str
    paragraph: str = ""  # of the law's


def rights(consents: Sequence[tuple[str, str]], paragraphs: Sequence[tuple[str, str, str]]) -> list[Right]:
    """List what may be chosen: the citizen's own application first, then the consents in force, then the law."""
    return [
        Right("citizen", str(Ground.CITIZEN.label)),
        *(Right(f"consent:{pk}", words) for pk, words in consents),
        *(
            Right(f"law:{key}", f"{title} ({paragraph})", f"{title}, {paragraph}")
            for key, title, paragraph in paragraphs
        ),
    ]


def whose_turn(referral: Referral, *, due_on: datetime.date, on: datetime.date) -> str:
    """Say in one line whose turn it is, as the citizen is told it."""
    unit, title = referral.matter.unit, referral.matter.title
    if referral.outcome == Outcome.WITHDRAWN:
        return _("%(unit)s skal ikke svare længere: %(title)s") % {"unit": unit, "title": title}
    if referral.answered_on:
        return _("%(unit)s har svaret %(answer)s: %(title)s") % {
            "unit": unit, "title": title, "answer": str(referral.get_outcome_display()).lower(),
        }  # fmt: skip
    words = _("%(unit)s skulle have svaret %(day)s: %(title)s") if due_on < on else _(
        "%(unit)s svarer senest %(day)s: %(title)s"
    )  # fmt: skip
    return words % {"unit": unit, "day": full_date(due_on), "title": title}
