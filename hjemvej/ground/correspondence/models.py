"""What do we remember of a message? Its receiver, channel, text and status."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.consents.models import Consent
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know, own_organisation
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class Message(models.Model):
    """A message to a single address, from the organisation that wrote it."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        SMS = "sms", _("SMS")
        LETTER = "letter", _("Brev")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Venter på at blive sendt")
        SENDING = "sending", _("Bliver sendt nu")
        SENT = "sent", _("Sendt")
        FAILED = "failed", _("Kunne ikke sendes")
        UNSURE = "unsure", _("Måske sendt")
        DROPPED = "dropped", _("Skal ikke sendes")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_to_the_person = models.BooleanField(default=False)  # else to another receiver, about them
    told_by = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=6, choices=Channel)
    to_name = FreeLine(max_length=120, blank=True)
    to_address = models.CharField(max_length=254)
    subject = FreeLine(max_length=150)
    text = FreeText()
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    why_not = models.CharField(max_length=16, blank=True)  # rules.WHY_NOT
    tries = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    sending_since = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")  # by hand
    received_at = models.DateTimeField(null=True, blank=True)  # where the channel tells; e-mail does not

    data = FieldClasses(
        personal={
            "person": REMOVE, "is_to_the_person": REMOVE, "to_name": REMOVE, "to_address": REMOVE, "subject": REMOVE,
            "text": REMOVE,
        },
        plain=("id", "organisation", "told_by", "channel", "status", "why_not", "tries", "made_by", "made_at",
               "sending_since", "sent_at", "sent_by", "received_at"),
        never_typed={"to_address": "an e-mail address or a telephone number", "why_not": "a key of rules.WHY_NOT"},
    )  # fmt: skip
    rows = own_organisation() & needs_to_know(or_nobody=True)
    changes = logged("person")

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "made_at"],
                condition=~models.Q(status__in=["sent", "dropped"]),
                name="message_open",
            ),
            models.Index(fields=["organisation", "-sent_at"], name="message_sent"),
            models.Index(fields=["person", "-made_at"], name="message_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="sent", sent_at__isnull=False)
                | (~models.Q(status="sent") & models.Q(sent_at__isnull=True)),
                name="sent_message_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="sending") | models.Q(sending_since__isnull=False),
                name="message_being_sent_has_begun",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
