"""Which sample row does each kind of id in an address lead to? The door table opens its pages with them."""

from hjemvej.platform.rooms import Laid

from .models import Inquiry


def inquiry(laid: Laid) -> Inquiry:
    """Lay out an inquiry that the shelter sent."""
    return Inquiry.objects.create(
        person=laid.person, asker_kind="professional", received_at=laid.at, recorded_at=laid.at,
        organisation=laid.team, channel="partner", sent_by=laid.shelter,
    )  # fmt: skip
