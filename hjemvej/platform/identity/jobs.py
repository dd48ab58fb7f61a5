"""What happens by itself? Expired sessions are forgotten."""

from procrastinate.contrib.django import app

from hjemvej.platform.identity.sessions import SessionStore


@app.task(queueing_lock="identity.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Hourly: what was being written when somebody was signed out lies in them, encrypted."""
    SessionStore.clear_expired()
