"""What do we keep of the counting? The counts of the overview as last made, so that nobody waits for them."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import nobody
from hjemvej.platform.audit.triggers import not_logged


class KeptOverview(models.Model):
    """One row, for all server processes: numbers of people and nights, never who."""

    on = models.DateField()
    counted_at = models.DateTimeField()
    counts = models.JSONField(encoder=DjangoJSONEncoder)

    data = plain("id", "on", "counted_at", "counts")
    rows = nobody()  # small numbers: the page decides what each viewer may see
    changes = not_logged("counts that are made anew")
