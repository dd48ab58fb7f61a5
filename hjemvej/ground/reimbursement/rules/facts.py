"""What can a worker write of a clock, and what does each kind ask for?"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.reimbursement.models import ClockFact

from .gate import Condition, Gate

Kind = ClockFact.Kind
GATE = (Kind.PLAN, Kind.HOME, Kind.LEASE, Kind.SUPPORT_BEGINS, Kind.PLACE_READY)
HAPPENED = (Kind.DISCHARGED, Kind.DECIDED_SUPPORT, Kind.DECIDED_PLACE, Kind.MONTHS_USED, *GATE)
HAS_END = (Kind.SUPPORT, Kind.PLACE)
IN_KRONER = (Kind.SUPPORT, Kind.PLACE)
IN_MONTHS = (Kind.MONTHS_USED,)
ON: dict[str, str | Promise] = {
    Kind.DISCHARGED: _("Hvilken dag blev borgeren udskrevet første gang?"),
    Kind.DECIDED_SUPPORT: _("Hvilken dag blev § 85 a afgjort?"),
    Kind.DECIDED_PLACE: _("Hvilken dag blev § 107 afgjort?"),
    Kind.SUPPORT: _("Hvilken dag begynder støtten?"),
    Kind.PLACE: _("Hvilken dag begynder opholdet?"),
    Kind.MONTHS_USED: _("Hvornår er det talt op?"),
}
# The gate's questions, as `rules.gate` names them, and the kind that answers each.
ANSWERS: dict[str, str] = {
    "plan": Kind.PLAN, "home": Kind.HOME, "place": Kind.DECIDED_PLACE, "support": Kind.DECIDED_SUPPORT,
    "lease": Kind.LEASE, "support_begins": Kind.SUPPORT_BEGINS, "place_ready": Kind.PLACE_READY,
}  # fmt: skip
OF_CLOCKS = (Kind.SUPPORT, Kind.DECIDED_SUPPORT, Kind.DECIDED_PLACE, Kind.PLACE, Kind.DISCHARGED, Kind.MONTHS_USED)


def label_of(kind: str) -> str:
    return str(Kind(kind).label)


def with_what_can_be_written(found: Gate) -> list[tuple[Condition, list[tuple[str, str]]]]:
    """Give each condition the kinds that a worker can write where it does not hold, with their words."""
    return [
        (
            one,
            []
            if one.reason.mark == "holds"
            else [(kind, label_of(kind)) for kind in map(ANSWERS.__getitem__, one.asks)],
        )
        for one in found.conditions
    ]
