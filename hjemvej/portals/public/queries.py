"""What do we ask on the public page? How often somebody knocked lately."""

import datetime

from django.db import connection
from django.db.models import Count, Q

from . import rules
from .models import Knock


def knocks(network: str, kind: Knock.Kind, *, at: datetime.datetime) -> tuple[int, int]:
    """Within the last hour: from this network, and from everywhere."""
    lately = Knock.objects.filter(kind=kind, at__gt=at - rules.WINDOW)
    counted = lately.aggregate(here=Count("id", filter=Q(network=network)), everywhere=Count("id"))
    return counted["here"], counted["everywhere"]


def one_at_a_time(follow_up_hash: str) -> None:
    """Two presses of the same button wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [follow_up_hash])
