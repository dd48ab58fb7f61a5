"""What do we ask on the public page? To be alone with a form that is being sent."""

from django.db import connection


def one_at_a_time(follow_up_hash: str) -> None:
    """Two presses of the same button wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [follow_up_hash])
