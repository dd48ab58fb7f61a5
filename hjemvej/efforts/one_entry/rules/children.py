"""May a child need support, so that the child's municipality must be told at once (barnets lov §§ 133-137)?"""

import datetime
from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.reasons import Reason

from .tonight import NO_PLACE
from .urgency import HOMELESS_NOW, LOSING_HOME


def child_may_need_support(
    *,
    children: int | None,
    tonight: str,
    concerns: Collection[str],
    is_threatened: bool,
    danger: str,
    eviction_on: datetime.date | None,
) -> list[Reason]:
    """Return why, as the inquiry says it; nothing when there are no children, or nothing that touches them."""
    if not children:
        return []
    why = []
    if tonight == NO_PLACE:
        why.append(_("har ikke et sted at sove i nat"))
    elif HOMELESS_NOW & set(concerns):
        why.append(_("har intet hjem"))
    if eviction_on is not None or LOSING_HOME in concerns:
        why.append(_("kan miste sit hjem"))
    if is_threatened:
        why.append(_("er truet eller i fare"))
    if danger:
        why.append(_("der er noget at passe på: %s") % danger)
    household = ngettext("Et barn i husstanden", "%(n)d børn i husstanden", children) % {"n": children}
    return [Reason("fails", f"{household}: {reason}") for reason in why]
