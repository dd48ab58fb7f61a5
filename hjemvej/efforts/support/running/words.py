"""What does the course's page say first? How it stands, in one line."""

from django.utils.translation import gettext as _

from hjemvej.efforts.support.models import SupportCourse
from hjemvej.efforts.support.queries.running import Running
from hjemvej.efforts.support.rules import Method


def headline(support: SupportCourse | None, stands: Running | None, *, is_waiting: bool) -> str:
    """Danger first: not met as agreed, then the phase that asks, then how it goes."""
    if support is None:
        return _("Venter på, at I vælger en metode") if is_waiting else _("Ingen bostøtte lige nu")
    if stands is None:
        return _("%s begynder") % Method(support.method).label
    if stands.rhythm.kind in ("late", "due", "paused"):
        return stands.rhythm.words
    if stands.stands and stands.stands.is_due:
        return stands.stands.words
    return stands.rhythm.words
