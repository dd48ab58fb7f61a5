"""Does the notice about a child wait on this inquiry, and what says that a child may need support?"""

from collections.abc import Iterable

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.reasons import Reason

from .. import rules
from ..models import ChildNotice, Inquiry


def child_reasons(inquiry: Inquiry) -> list[Reason]:
    return rules.child_may_need_support(
        children=inquiry.children, tonight=inquiry.tonight, concerns=inquiry.concerns,
        is_threatened=inquiry.is_threatened, danger=inquiry.danger, eviction_on=inquiry.eviction_on,
    )  # fmt: skip


def with_a_child_waiting(inquiries: Iterable[Inquiry], *, viewer: Viewer) -> list[Inquiry]:
    """Those of these that speak of a child who may need support, and nobody has told or said why not."""
    about_a_child = [one for one in inquiries if child_reasons(one)]
    if not about_a_child:
        return []
    notices = viewer.rows_of(ChildNotice).filter(inquiry__in=about_a_child).exclude(outcome="")
    settled = set(notices.values_list("inquiry_id", flat=True))
    return [one for one in about_a_child if one.pk not in settled]
