"""Does the notice about a child wait on this inquiry, and what says that a child may need support?"""

from django.db.models import Exists, OuterRef, QuerySet

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.reasons import Reason

from .. import rules
from ..models import ChildNotice, Inquiry


def child_reasons(inquiry: Inquiry) -> list[Reason]:
    return rules.child_may_need_support(
        children=inquiry.children, tonight=inquiry.tonight, concerns=inquiry.concerns,
        is_threatened=inquiry.is_threatened, danger=inquiry.danger, eviction_on=inquiry.eviction_on,
    )  # fmt: skip


def with_a_child_waiting(inquiries: QuerySet[Inquiry], *, viewer: Viewer) -> list[Inquiry]:
    """Those of these that speak of a child who may need support, and nobody has told or said why not; one query."""
    settled = viewer.rows_of(ChildNotice).filter(inquiry=OuterRef("pk")).exclude(outcome="")
    return [one for one in inquiries.filter(~Exists(settled)) if child_reasons(one)]
