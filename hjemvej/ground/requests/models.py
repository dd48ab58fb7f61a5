"""What do we remember of what a citizen asks to see, or to have erased, corrected or stopped? Words, clock, answer."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.models import Task
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person, ReachedBy
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText


class CitizenRequest(models.Model):
    """A request (anmodning) with a clock and an answer: to see documents or data, or what is to happen to them."""

    class Kind(models.TextChoices):  # each the key of a DecisionBasis in ground/law
        OWN_CASE = "own_case", _("Aktindsigt i egen sag")
        DOCUMENTS = "documents", _("Aktindsigt for andre end borgeren")
        INSIGHT = "insight", _("Indsigt i egne oplysninger")
        ERASE = "erase", _("Sletning af oplysninger")
        CORRECT = "correct", _("Rettelse af oplysninger")
        OBJECT = "object", _("Indsigelse mod, at vi bruger oplysninger")

    class How(models.TextChoices):
        SPOKEN = "spoken", _("Sagt til os")
        WRITTEN = "written", _("Skrevet til os")

    class Outcome(models.TextChoices):
        GRANTED = "granted", _("Ja, det hele")
        PARTLY = "partly", _("Noget af det")
        REFUSED = "refused", _("Nej")
        WITHDRAWN = "withdrawn", _("Trukket tilbage")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    about_id = models.UUIDField(null=True, blank=True)  # the row of another room that it is about: a signal
    words = FreeText()
    asked_by = FreeLine(max_length=120, blank=True)  # empty: the citizen
    how = models.CharField(max_length=7, choices=How)
    received_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")  # the clock
    extended_until_on = models.DateField(null=True, blank=True)
    extended_because = FreeText(blank=True)
    told_on = models.DateField(null=True, blank=True)  # of the extension
    told_by = models.CharField(max_length=12, choices=ReachedBy, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    answer = FreeText(blank=True)
    reasons = FreeText(blank=True)
    paragraph = FreeLine(max_length=250, blank=True)  # as it stood in the law on the day of the answer
    complaint_text = FreeText(blank=True)
    reached_by = models.CharField(max_length=12, choices=ReachedBy, blank=True)
    addressee = FreeLine(max_length=250, blank=True)  # the citizen's name as the answer had it
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)  # the promise to erase, given by mistake
    stopped_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stopped_because = FreeText(blank=True)

    data = FieldClasses(
        personal=dict.fromkeys(
            ("kind", "words", "asked_by", "how", "received_on", "extended_because", "told_by", "outcome", "answer",
             "reasons", "reached_by", "addressee", "stopped_because"),
            WhenErased.REMOVE,
        ),
        plain=("id", "person", "organisation", "about_id", "written_at", "written_by", "task", "extended_until_on",
               "told_on",
               "paragraph", "complaint_text", "closed_at", "closed_by", "stopped_at", "stopped_by"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person", masked=("addressee",))
    triggers = (begins_need_again("NEW.closed_at IS NULL"),)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-received_on"], name="request_person"),
            models.Index(fields=["about_id"], condition=Q(about_id__isnull=False), name="request_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="request_has_words"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="") & ~Q(answer="")),
                name="closed_request_has_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["granted", "partly", "refused"]) | ~Q(reached_by=""),
                name="answered_request_reached_the_citizen",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["partly", "refused"])
                | (~Q(reasons="") & ~Q(paragraph="") & ~Q(complaint_text="")),
                name="request_that_is_refused_has_reasons_and_guidance",
            ),
            models.CheckConstraint(
                condition=Q(extended_until_on=None, told_on=None)
                | (
                    Q(extended_until_on__isnull=False, told_on__isnull=False) & ~Q(told_by="") & ~Q(extended_because="")
                ),
                name="extended_request_was_told_to_the_citizen",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at=None, stopped_by=None, stopped_because="")
                | (
                    Q(stopped_at__isnull=False, stopped_by__isnull=False, kind="erase", outcome="granted")
                    & ~Q(stopped_because="")
                ),
                name="stopped_promise_was_one_and_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
