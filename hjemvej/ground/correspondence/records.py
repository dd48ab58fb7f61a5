"""What does one row of each kind look like that addresses ask for? For the door table, which
sees who gets in. And the rows of a citizen who stands by while an action is called."""

from hjemvej.platform.rooms import Laid, StandingBy

from .actions import write_message
from .models import Message


def message(laid: Laid) -> Message:
    return write_message(
        channel="email", to_address="a@example.org", subject="Svar", text="Set.", person_id=laid.person.pk,
        by=laid.by, at=laid.at,
    )  # fmt: skip


def stand_by(beside: StandingBy) -> None:
    beside.add(
        Message, organisation_id=beside.team_id, person=beside.person, channel="email", subject="Uberørt",
        to_address="uberoert@example.org", text="Uberørt", made_by_id=beside.worker_id, made_at=beside.at,
    )  # fmt: skip
