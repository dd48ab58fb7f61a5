"""What does one row of each kind look like that addresses ask for? For the door table, which sees who gets in."""

from hjemvej.platform.rooms import Laid

from .models import Inquiry


def inquiry(laid: Laid) -> Inquiry:
    """Sent by the shelter."""
    return Inquiry.objects.create(
        person=laid.person, asker_kind="professional", received_at=laid.at, recorded_at=laid.at,
        organisation=laid.team, channel="partner", sent_by=laid.shelter,
    )  # fmt: skip
