"""What does one row of each kind look like that addresses ask for? For the door table, which sees who gets in."""

from hjemvej.platform.rooms import Laid

from .actions import write_message
from .models import Message


def message(laid: Laid) -> Message:
    return write_message(
        channel="email", to_address="a@example.org", subject="Svar", text="Set.", person_id=laid.person.pk,
        by=laid.by, at=laid.at,
    )  # fmt: skip
