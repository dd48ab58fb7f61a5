"""What do we remember of asking a landlord to let the collection rest? The consent, until when, and its answer."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.consents.models import Consent
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses
from hjemvej.platform.audit.row_security import needs_to_know, only_seen, own_organisation
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine

from .signals import REMOVE, Signal


class CollectionPause(models.Model):
    """A landlord is told, by the tenant's consent, that help is under way, and asked to pause the collection."""

    class Answer(models.TextChoices):
        PAUSED = "paused", _("Holder pause")
        GOES_ON = "goes_on", _("Går videre")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    signal = models.ForeignKey(Signal, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    landlord = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    basis = FreeLine(max_length=250)  # of the agreement, as it was that day
    until_on = models.DateField()  # the last day we ask for
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=7, choices=Answer, blank=True)
    paused_until = models.DateField(null=True, blank=True)  # the last day the landlord promised
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # taken back, or asked for anew
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("basis", "until_on", "answer", "paused_until"), REMOVE),
        plain=("id", "signal", "person", "landlord", "consent", "asked_at", "asked_by", "answered_at", "answered_by",
               "ended_at", "ended_by"),
    )  # fmt: skip
    rows = needs_to_know() | only_seen(own_organisation("landlord"))
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person"], name="collection_pause_person")]
        constraints = [
            models.UniqueConstraint(fields=["signal"], condition=Q(ended_at=None), name="one_pause_of_a_signal"),
            models.CheckConstraint(condition=~Q(basis=""), name="collection_pause_has_a_basis"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, paused_until=None)
                | Q(answer="goes_on", answered_at__isnull=False, paused_until=None)
                | Q(answer="paused", answered_at__isnull=False, paused_until__isnull=False),
                name="collection_pause_is_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
