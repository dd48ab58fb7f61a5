"""What do we keep of the counting? The counts of the overview as last made, so that nobody waits for them."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from hjemvej.platform.audit.fields import plain


class KeptOverview(models.Model):
    """One row, for all server processes: numbers of people and nights, never who."""

    on = models.DateField()
    counted_at = models.DateTimeField()
    counts = models.JSONField(encoder=DjangoJSONEncoder)

    data = plain("id", "on", "counted_at", "counts")
