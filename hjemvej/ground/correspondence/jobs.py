"""What happens by itself? A waiting message is handed to the outside system of its channel, once."""

import uuid

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import looking_as, system

from . import actions


@app.task
def send_message(message_id: str) -> None:
    """Take the message (committed), hand it over, record the outcome. For a crash in between see actions.py."""
    by = system("Sender beskeder")
    with looking_as(by):
        message = actions.begin_sending(message_id=uuid.UUID(message_id), by=by, at=timezone.now())
        if message is None:
            return
        handed = actions.hand_over(message)
        actions.finish_sending(message_id=message.pk, handed=handed, by=by, at=timezone.now())
