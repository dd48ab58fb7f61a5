"""What happens by itself? Files whose time is over are forgotten."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hjemvej.platform.access.viewer import looking_as, system

from . import actions


@app.task(queueing_lock="documents.forget_expired_documents")
def forget_expired_documents(timestamp: int) -> None:
    """Hourly: a file is gone within the hour after its last moment, and cannot be fetched from that moment on."""
    by = system("Glemmer gamle filer")
    with looking_as(by):
        actions.forget_expired_documents(by=by, at=timezone.now())
