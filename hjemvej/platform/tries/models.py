"""What do we remember of a try? A keyed hash of its kind and its user, device or network, and the moment."""

from django.db import models

from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import nobody
from hjemvej.platform.audit.triggers import not_logged


class Try(models.Model):
    """One try that has a limit: a password, a follow-up code, a CPR number, breaking the glass."""

    mark = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    data = plain("id", "mark", "at", never_typed={"mark": "a keyed hash of the limit and of who tried"})
    rows = nobody()
    changes = not_logged("it is counted apart from what was tried, and forgotten after a day")

    class Meta:
        indexes = [models.Index(fields=["mark", "at"], name="try_mark_at")]
