"""What happens by itself? Forms taken some days ago, and sessions that are over, are forgotten."""

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from procrastinate.contrib.django import app

from . import actions


@app.task(queueing_lock="access.forget_taken_forms")
def forget_taken_forms(timestamp: int) -> None:
    """Every night."""
    actions.forget_taken_forms(at=timezone.now())


@app.task(queueing_lock="access.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Every night: what was being written when somebody was signed out lies in them, encrypted."""
    SessionStore.clear_expired()
