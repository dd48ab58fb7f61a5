"""What do we remember of spreadsheets? The file until it is imported, which column is what, and which rows came in.

A file with a landlord is that landlord's list of dwellings; the others are lists of people.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know, own_organisation, own_user
from hjemvej.platform.audit.triggers import logged, not_logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine

REMOVE = WhenErased.REMOVE


class Upload(models.Model):
    """A file somebody is about to import. Only they see it; encrypted; gone when it is imported or a day old."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("Vælg kolonner")
        READY = "ready", _("Klar til at indlæse")
        RUNNING = "running", _("Indlæses")
        IMPORTED = "imported", _("Indlæst")
        EXPIRED = "expired", _("For gammel, slettet")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    filename = FreeLine(max_length=200)
    content = models.TextField(blank=True)  # sealed; after the import only the rows that did not come in
    status = models.CharField(max_length=8, choices=Status, default=Status.UPLOADED)
    sheet = models.PositiveSmallIntegerField(default=0)
    listed_on = models.DateField()
    is_own = models.BooleanField(default=False)  # the team's own list: whoever is on it was met or heard of that day
    uploaded_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)  # when a long import was asked for
    row_count = models.PositiveIntegerField(default=0)  # of a long import
    rows_done = models.PositiveIntegerField(default=0)
    stopped_because = models.CharField(max_length=200, blank=True)  # what a long import was refused for, in our words
    counts = models.JSONField(default=dict)  # fate: how many rows
    transaction = models.BigIntegerField(null=True, blank=True)  # the import's own: the change log holds what it wrote
    undone_at = models.DateTimeField(null=True, blank=True)
    landlord = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    dwelling_form = models.CharField(max_length=12, blank=True)  # what a home is where the landlord's list doesn't say
    answers = models.JSONField(default=dict)  # row: what a human said of it on the page, as in `rules/answers.py`

    data = FieldClasses(
        personal={"filename": REMOVE, "content": REMOVE, "answers": REMOVE},
        plain=("id", "user", "organisation", "status", "sheet", "listed_on", "is_own", "uploaded_at", "expires_at",
               "imported_at", "begun_at", "row_count", "rows_done", "stopped_because", "counts", "transaction",
               "undone_at", "landlord", "dwelling_form"),
        never_typed={"content": "sealed", "answers": "ids and words of our own", "stopped_because": "our own words",
                     "dwelling_form": "a key of Dwelling.Form"},
    )  # fmt: skip
    rows = own_user()
    changes = logged(masked=("content", "filename", "answers"))

    def __str__(self) -> str:
        return self.filename

    @property
    def is_of_dwellings(self) -> bool:
        """Is it a landlord's list of dwellings, and not a list of people?"""
        return self.landlord_id is not None


class ColumnMapping(models.Model):
    """Which column is what, in files whose header looks like this; remembered for the organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    signature = models.CharField(max_length=64)
    fields = models.JSONField()  # one field or "" a column
    chosen_at = models.DateTimeField()

    data = FieldClasses(
        plain=("id", "organisation", "signature", "fields", "chosen_at"),
        never_typed={"signature": "a hash"},
    )
    rows = own_organisation()
    changes = not_logged("a choice of columns, of no citizen")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "signature"], name="one_mapping_of_a_header")]


class ImportedRow(models.Model):
    """A row with this content came in and was about this person: the same row again changes nothing."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)  # a keyed hash of what the row says
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    imported_at = models.DateTimeField()

    data = FieldClasses(
        personal={"mark": REMOVE},
        plain=("id", "organisation", "person", "imported_at"),
        never_typed={"mark": "a keyed hash"},
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "mark"], name="a_row_is_imported_once")]
