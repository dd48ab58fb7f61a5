"""What do we remember of decisions and complaints? What, why, how it reached the citizen, what they said."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.models import Note, Task
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person, ReachedBy
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import Trigger, logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class Decision(models.Model):
    """A decision (afgørelse). A draft until it is sent; then locked, and corrected by a new one that points to it."""

    class Granted(models.TextChoices):
        WHOLLY = "wholly", _("Ja, det hele")
        PARTLY = "partly", _("Noget af det")
        NOT = "not", _("Nej")
        NOT_ASKED = "not_asked", _("Borgeren har ikke selv bedt om det")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    title = FreeLine(max_length=200)
    basis_key = models.SlugField(max_length=40, blank=True)  # of ground/law's DecisionBasis
    paragraph = FreeLine(max_length=250, blank=True)  # as it stood in the law on the day it was sent
    asked_for = FreeText(blank=True)
    granted = models.CharField(max_length=9, choices=Granted, blank=True)
    decided = FreeText(blank=True)
    reasons = FreeText(blank=True)
    complaint_text = FreeText(blank=True)
    hearing_about = FreeText(blank=True)
    hearing_sent_on = models.DateField(null=True, blank=True)
    hearing_until_on = models.DateField(null=True, blank=True)
    hearing_answer = FreeText(blank=True)
    no_hearing_because = FreeText(blank=True)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)  # when a worker last wrote at the draft
    version = models.PositiveIntegerField(default=1)  # counts the changes of a draft that two may write at
    sent_at = models.DateTimeField(null=True, blank=True)
    addressee = FreeLine(max_length=250, blank=True)  # the name as the letter had it; shown as the citizen's is now
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    received_on = models.DateField(null=True, blank=True)
    reached_by = models.CharField(max_length=12, choices=ReachedBy, blank=True)
    receipt_note = FreeText(blank=True)
    complaint_until_on = models.DateField(null=True)  # the limit as it was reckoned from the day of receipt

    data = FieldClasses(
        personal=dict.fromkeys(
            ("title", "paragraph", "asked_for", "granted", "decided", "reasons", "hearing_about", "hearing_answer",
             "no_hearing_because", "addressee", "received_on", "reached_by", "receipt_note"),
            REMOVE,
        ),
        plain=("id", "person", "organisation", "author", "basis_key", "complaint_text", "hearing_sent_on",
               "hearing_until_on", "written_at", "changed_at", "complaint_until_on", "version", "sent_at", "sent_by",
               "corrects", "corrections", "complaints", "notes"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person", masked=("addressee",))
    triggers = (
        Trigger("lock_sent", "BEFORE UPDATE OR DELETE", "decisions_lock_sent"),
        begins_need_again("NEW.sent_at IS NULL"),
    )

    class Meta:
        indexes = [
            models.Index(fields=["person", "-written_at"], name="decision_person"),
            models.Index(fields=["organisation"], condition=Q(received_on=None), name="decision_not_received"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="decision_has_a_title"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | (~Q(paragraph="") & ~Q(decided="") & ~Q(granted="")),
                name="sent_decision_names_its_paragraph_and_what_is_decided",
            ),
            models.CheckConstraint(condition=Q(sent_at=None) | ~Q(reasons=""), name="sent_decision_has_reasons"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | ~Q(complaint_text=""), name="sent_decision_has_complaint_guidance"
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None)
                | Q(granted="wholly")
                | ~Q(no_hearing_because="")
                | (Q(hearing_sent_on__isnull=False, hearing_until_on__isnull=False) & ~Q(hearing_about="")),
                name="sent_decision_that_grants_less_was_heard",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="sent_decision_names_its_sender",
            ),
            models.CheckConstraint(
                condition=Q(received_on=None, reached_by="")
                | (Q(received_on__isnull=False, sent_at__isnull=False) & ~Q(reached_by="")),
                name="only_a_sent_decision_is_received",
            ),
            models.CheckConstraint(
                condition=~Q(reached_by="oral") | ~Q(receipt_note=""), name="decision_read_aloud_has_a_note"
            ),
            models.CheckConstraint(
                condition=Q(hearing_until_on=None) | Q(hearing_until_on__gt=F("hearing_sent_on")),
                name="hearing_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DecisionNote(models.Model):
    """A note that belongs to a decision (OFL § 13)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="notes")
    note = models.OneToOneField(Note, on_delete=models.CASCADE, related_name="+")

    data = FieldClasses(personal={"note": REMOVE}, plain=("id", "person", "decision"))
    rows = needs_to_know()
    changes = logged("person")


class Complaint(models.Model):
    """A complaint (klage) in the citizen's words; answered by looking again, never refused because it is late."""

    class How(models.TextChoices):
        SPOKEN = "spoken", _("Sagt til os")
        WRITTEN = "written", _("Skrevet til os")

    class Status(models.TextChoices):
        RECEIVED = "received", _("Skal genvurderes")
        MAINTAINED = "maintained", _("Fastholdt, skal sendes til Ankestyrelsen")
        FORWARDED = "forwarded", _("Sendt til Ankestyrelsen")
        UPHELD = "upheld", _("Borgeren fik ret")
        WITHDRAWN = "withdrawn", _("Trukket tilbage af borgeren")

    class Reassessed(models.TextChoices):
        MAINTAINED = "maintained", _("Vi fastholder det hele")
        PARTLY = "partly", _("Borgeren får ret i noget af det")
        LATE = "late", _("Klagen kom efter fristen, og er sendt videre uden genvurdering")

    class BoardSays(models.TextChoices):
        MAINTAINED = "maintained", _("Ankestyrelsen er enig med os")
        CHANGED = "changed", _("Ankestyrelsen har ændret afgørelsen")
        SENT_BACK = "sent_back", _("Ankestyrelsen har sendt sagen tilbage til os")
        REFUSED = "refused", _("Ankestyrelsen har afvist klagen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="complaints")
    words = FreeText()
    how = models.CharField(max_length=7, choices=How)
    received_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")  # the clock
    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    reassessed_as = models.CharField(max_length=10, choices=Reassessed, blank=True)
    reassessment_reasons = FreeText(blank=True)
    reassessed_at = models.DateTimeField(null=True, blank=True)
    new_decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_words = FreeText(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    board_says = models.CharField(max_length=10, choices=BoardSays, blank=True)
    board_answered_on = models.DateField(null=True, blank=True)
    board_words = FreeText(blank=True)
    board_written_at = models.DateTimeField(null=True, blank=True)
    board_written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(
            ("words", "how", "received_on", "status", "reassessed_as", "reassessment_reasons", "withdrawn_words",
             "board_says", "board_words"),
            REMOVE,
        ),
        plain=("id", "person", "organisation", "decision", "written_at", "written_by", "task", "reassessed_at",
               "new_decision", "closed_at", "board_answered_on", "board_written_at", "board_written_by"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")
    triggers = (
        begins_need_again("NEW.closed_at IS NULL OR NEW.status = 'forwarded' AND NEW.board_says = ''"),
        Trigger("uphold", "BEFORE INSERT OR UPDATE OF status, new_decision_id", "decisions_uphold",
                only_if="NEW.status = 'upheld' AND NEW.new_decision_id IS NOT NULL"),
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["person"], name="complaint_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(closed_at=None), name="one_open_complaint_over_a_decision"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="complaint_has_words"),
            models.CheckConstraint(
                condition=Q(status__in=["received", "maintained"], closed_at=None)
                | (Q(closed_at__isnull=False) & ~Q(status__in=["received", "maintained"])),
                name="complaint_is_closed_when_it_is_answered",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["maintained", "forwarded"])
                | (Q(reassessed_at__isnull=False) & ~Q(reassessment_reasons="") & ~Q(reassessed_as="")),
                name="complaint_goes_on_with_reasons",
            ),
            models.CheckConstraint(
                condition=~Q(status="upheld") | Q(new_decision__isnull=False),
                name="upheld_complaint_has_a_new_decision",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_words=""), name="withdrawn_complaint_has_words"
            ),
            models.CheckConstraint(
                condition=Q(board_says="", board_answered_on=None, board_written_by=None)
                | (
                    Q(status="forwarded", board_answered_on__isnull=False, board_written_by__isnull=False)
                    & ~Q(board_says="")
                    & ~Q(board_words="")
                ),
                name="board_answers_a_forwarded_complaint",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
