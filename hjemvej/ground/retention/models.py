"""What remains of a citizen who was erased? A spell that nobody can link to them, and a mark for older backups."""

import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from hjemvej.ground.people.models import Person
from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import nobody
from hjemvej.platform.audit.triggers import not_logged


class Spell(models.Model):
    """An erased citizen whom past figures still count. Its id is made by chance and is in no other table of people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    born_decade = models.SmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=8, choices=Person.Sex, default=Person.Sex.UNKNOWN)

    data = plain("id", "born_decade", "sex")
    rows = nobody()  # small numbers: the page decides what each viewer may see
    changes = not_logged("a change of it would say when the citizen was erased")


class KeptPreview(models.Model):
    """One row, for all server processes: what goes when, in counts; never who."""

    on = models.DateField()
    counted_at = models.DateTimeField()
    mark = models.CharField(max_length=64)  # of the rules that it was counted by
    counts = models.JSONField(encoder=DjangoJSONEncoder)

    data = plain("id", "on", "counted_at", "mark", "counts", never_typed={"mark": "a hash"})
    rows = nobody()
    changes = not_logged("counts that are made anew")


class ErasedMark(models.Model):
    """A keyed hash of an erased citizen's id, on its way to the file beside the keys; then it goes."""

    mark = models.CharField(max_length=64, primary_key=True)
    erased_on = models.DateField()

    data = plain("mark", "erased_on", never_typed={"mark": "a keyed hash"})
    rows = nobody()
    changes = not_logged("it is on its way out of the database")
