"""What do we remember of a message or a letter? Its receiver, channel and text, and how it reached the citizen."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.consents.models import Consent
from hjemvej.ground.documents.models import Document
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person, ReachedBy
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased, plain
from hjemvej.platform.audit.row_security import needs_to_know, own_organisation
from hjemvej.platform.audit.triggers import Trigger, logged
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


class LetterKind(models.TextChoices):
    """What is a letter for? Each kind has its own fields (`letters/rules`)."""

    DECISION = "decision", _("Afgørelse")
    OFFER_OF_HOME = "offer_of_home", _("Tilbud om bolig")
    OFFER_OF_HOUSING_FIRST = "offer_of_housing_first", _("Tilbud om Housing First")
    CHECKLIST = "checklist", _("Huskeliste")
    HEARING = "hearing", _("Partshøring")
    PAPER = "paper", _("Borgerens eget papir")
    PLAN = "plan", _("Handleplan eller opholdsplan")
    PAYMENT_PLAN = "payment_plan", _("Afdragsordning")
    SIGNAL = "signal", _("Besked om det, andre har fortalt")
    FREE = "free", _("Frit brev")


class LetterTemplate(models.Model):
    """A team's own words for a kind of letter, from a day until its next version; before them, ours hold."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=22, choices=LetterKind)
    from_on = models.DateField()
    heading = FreeLine(max_length=200)
    text = FreeText()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    data = plain("id", "organisation", "kind", "from_on", "heading", "text", "written_at", "written_by")
    rows = own_organisation()
    changes = logged()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "from_on"], name="one_version_of_a_letter_template_a_day"
            ),
            models.CheckConstraint(
                condition=~models.Q(heading="") & ~models.Q(text=""), name="letter_template_has_heading_and_text"
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class Letter(models.Model):
    """A letter to a citizen. A draft until it is sent; then locked, and kept as it was printed, in both sizes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=22, choices=LetterKind)
    about_id = models.UUIDField(null=True, blank=True)  # the row of the room that drafted it: a decision, an offer
    heading = FreeLine(max_length=400)
    text = FreeText()  # with {navn}, which is written when it is printed: a protected name stands in no table of ours
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)  # counts the changes of a draft that two may write at
    channel = models.CharField(max_length=12, choices=ReachedBy, blank=True)  # by which it is to reach the citizen
    addressee = FreeLine(max_length=250, blank=True)  # the name as the letter had it
    address = FreeLine(max_length=200, blank=True)  # as the letter had it; a protected citizen's is never on it
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf_large = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    posted_on = models.DateField(null=True, blank=True)  # it left the house, and we do not know yet whether it came
    received_on = models.DateField(null=True, blank=True)
    reached_by = models.CharField(max_length=12, choices=ReachedBy, blank=True)
    receipt_note = FreeText(blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)  # sent, and given to nobody after all

    data = FieldClasses(
        personal=dict.fromkeys(
            ("heading", "text", "channel", "addressee", "address", "received_on", "reached_by", "receipt_note"), REMOVE
        ),
        plain=("id", "organisation", "person", "kind", "about_id", "made_by", "made_at", "version", "sent_at",
               "sent_by", "pdf", "pdf_large", "posted_on", "dropped_at"),
    )  # fmt: skip
    rows = own_organisation() & needs_to_know()
    changes = logged("person", masked=("addressee", "address"))
    triggers = (
        Trigger("lock_sent_letter", "BEFORE UPDATE OR DELETE", "correspondence_lock_sent_letter"),
        begins_need_again("NEW.sent_at IS NOT NULL AND NEW.received_on IS NULL AND NEW.dropped_at IS NULL"),
    )

    class Meta:
        indexes = [
            models.Index(fields=["person", "-made_at"], name="letter_person"),
            models.Index(
                fields=["organisation", "sent_at"],
                condition=models.Q(sent_at__isnull=False, received_on=None, dropped_at=None),
                name="letter_on_its_way",
            ),
            models.Index(fields=["about_id"], name="letter_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(heading="") & ~models.Q(text=""), name="letter_has_words"),
            models.CheckConstraint(
                condition=models.Q(sent_at=None, sent_by=None, pdf=None, pdf_large=None, addressee="", channel="")
                | (
                    models.Q(sent_at__isnull=False, sent_by__isnull=False, pdf__isnull=False, pdf_large__isnull=False)
                    & ~models.Q(addressee="")
                    & ~models.Q(channel="")
                ),
                name="sent_letter_is_kept_as_it_was",
            ),
            models.CheckConstraint(
                condition=models.Q(posted_on=None, received_on=None, dropped_at=None) | models.Q(sent_at__isnull=False),
                name="only_a_sent_letter_leaves_the_house",
            ),
            models.CheckConstraint(
                condition=models.Q(received_on=None, reached_by="")
                | (models.Q(received_on__isnull=False, dropped_at=None) & ~models.Q(reached_by="")),
                name="received_letter_says_how",
            ),
            models.CheckConstraint(
                condition=~models.Q(reached_by="oral") | ~models.Q(receipt_note=""), name="letter_read_aloud_has_a_note"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
