"""What happens by itself? Expired files are forgotten."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import looking_as, system

from . import actions


@app.task(queueing_lock="documents.forget_expired_documents")
def forget_expired_documents(timestamp: int) -> None:
    """Delete expired files each hour; the door refuses them from the very moment they expire."""
    by = system("Glemmer gamle filer")
    with looking_as(by):
        actions.forget_expired_documents(by=by, at=timezone.now())
