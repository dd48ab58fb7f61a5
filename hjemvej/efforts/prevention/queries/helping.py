"""Which help was sought in a case?"""

from django.db.models import QuerySet

from hjemvej.platform.access.viewer import Viewer

from ..models import HelpSought, PreventionCase


def helps(*, viewer: Viewer) -> QuerySet[HelpSought]:
    return viewer.rows_of(HelpSought).select_related("kind", "person", "case", "sought_by")


def helps_of(case: PreventionCase, *, viewer: Viewer) -> list[HelpSought]:
    """List what was sought in a case: what waits for an answer first, then the latest first."""
    found = list(helps(viewer=viewer).filter(case=case).order_by("-sought_on", "-written_at", "id"))
    waits = sorted((one for one in found if not one.answer), key=lambda one: (one.ask_again_on, one.kind.order))
    return [*waits, *(one for one in found if one.answer)]
