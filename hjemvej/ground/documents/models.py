"""What do we remember of a file? Its type, its owner, its citizen, and how long it is kept."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know, own_organisation, own_user
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine

REMOVE = WhenErased.REMOVE


class Document(models.Model):
    """A file of an organisation, sealed in the database; of a single user where `user` is set."""

    class Kind(models.TextChoices):
        OWN_DATA = "own_data", _("Borgerens egne oplysninger")
        LETTER = "letter", _("Brev, som det blev sendt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    filename = FreeLine(max_length=120)
    media_type = models.CharField(max_length=100)  # by what is in the file, never by its name
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.TextField()  # sealed, bound to this row
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)  # until then; nothing: it has no last day

    data = FieldClasses(
        personal={"person": REMOVE, "filename": REMOVE, "sha256": REMOVE, "content": REMOVE},
        plain=("id", "organisation", "user", "kind", "media_type", "size", "made_by", "made_at", "expires_at"),
        never_typed={"media_type": "by what is in the file", "sha256": "a hash", "content": "sealed"},
    )
    rows = own_organisation() & own_user(or_nobody=True) & needs_to_know(or_nobody=True)
    changes = logged("person", masked=("content", "filename", "sha256"))

    class Meta:
        indexes = [
            models.Index(fields=["person", "-made_at"], name="document_person"),
            models.Index(fields=["expires_at"], name="document_expires"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__isnull=True) | models.Q(expires_at__gt=models.F("made_at")),
                name="document_is_kept_for_a_while",
            ),
        ]

    def __str__(self) -> str:
        return self.filename
