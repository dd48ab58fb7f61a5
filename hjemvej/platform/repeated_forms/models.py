"""What do we remember of a form that was taken? Its mark, and the page it led to."""

from django.db import models

from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import everybody
from hjemvej.platform.audit.triggers import not_logged


class TakenForm(models.Model):
    """A form that has been taken, so that it is not taken twice. A mark of its words, not the words themselves."""

    mark = models.CharField(max_length=64, primary_key=True)
    answer = models.TextField(blank=True)  # where it led, encrypted; empty while the first is still being written
    taken_at = models.DateTimeField(db_index=True)

    data = plain(
        "mark",
        "answer",
        "taken_at",
        never_typed={"answer": "encrypted"},
    )
    rows = everybody("a keyed mark of a form, and an encrypted answer")
    changes = not_logged("it is kept for a day and says nothing of what was sent")
