"""Who may open an offer of a home? Those who may open the citizen's record, and, of what it was told, the landlord."""

import datetime
import uuid

from django.http import Http404

from hjemvej.efforts.housing_first.models import HomeOffer, Proposal
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record_look

from . import queries

SEE = Permission.SEE_PERSON


def open_home_offer(
    viewer: Viewer, home_offer_id: uuid.UUID, *, page: str, at: datetime.datetime, needs: Permission = SEE
) -> HomeOffer:
    return _opened(queries.home_offer(home_offer_id, viewer=viewer), viewer, page, at, needs)


def open_home_offer_of_task(viewer: Viewer, task_id: uuid.UUID, *, page: str, at: datetime.datetime) -> HomeOffer:
    return _opened(queries.home_offer_of_task(task_id, viewer=viewer), viewer, page, at, SEE)


def _opened(found: HomeOffer | None, viewer: Viewer, page: str, at: datetime.datetime, needs: Permission) -> HomeOffer:
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=needs)
    return found


def open_proposal(viewer: Viewer, proposal_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Proposal:
    """Show a landlord whom it is to have in its home, while the consent holds; each look is the citizen's to read."""
    found = queries.proposal_to(proposal_id, viewer, at=at) if viewer.may(Permission.REPORT_VACANCY) else None
    if found is None:
        raise Http404
    record_look(page, by=viewer, at=at, person_id=found.person_id, basis="consent", why="")
    return found
