"""What do we remember of those who knock without a name? Only that a network did, for a day, to hold back floods."""

from django.db import models

from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import nobody
from hjemvej.platform.audit.triggers import not_logged


class Knock(models.Model):
    """One sending or look-up on the public page.

    The network, of 256 devices or more, stands as a hash whose key changes every day.
    """

    class Kind(models.TextChoices):
        SENT = "sent"
        LOOKED_UP = "looked_up"

    at = models.DateTimeField()
    network = models.CharField(max_length=64)
    kind = models.CharField(max_length=9, choices=Kind)

    data = plain(
        "id",
        "at",
        "network",
        "kind",
        never_typed={"network": "a keyed hash"},
    )
    rows = nobody()
    changes = not_logged("the system's own business")

    class Meta:
        indexes = [
            models.Index(fields=["kind", "at"], name="knock_kind_at"),
            models.Index(fields=["network", "at"], name="knock_network_at"),
        ]
