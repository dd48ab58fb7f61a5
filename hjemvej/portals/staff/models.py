"""What does this room remember? That a worker has read a text for what it says of others, before a citizen gets it."""

from django.db import models
from django.db.models import Q

from hjemvej.ground.people.models import Person
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine


class ReadThrough(models.Model):
    """A row of any room whose texts were read through as they stood; `fingerprint` tells whether they still do."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    table_name = models.CharField(max_length=63)
    row_id = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    is_left_out = models.BooleanField(default=False)
    why = FreeLine(max_length=200, blank=True)  # shown in the citizen's file
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    data = FieldClasses(
        personal=dict.fromkeys(("fingerprint", "is_left_out", "why"), WhenErased.REMOVE),
        plain=("id", "person", "table_name", "row_id", "read_by", "read_at"),
        never_typed={"table_name": "a table's name", "row_id": "an id", "fingerprint": "a hash"},
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table_name", "row_id"], name="a_text_is_read_through_once"),
            models.CheckConstraint(condition=Q(is_left_out=False) | ~Q(why=""), name="text_left_out_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
