"""What do we remember of a citizen's circumstances? One answer to one question, dated, with who said it; locked.

A newer answer holds instead of an older one, and overwrites nothing; a wrong one is withdrawn with a reason.
"""

import uuid
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import municipal_teams, needs_to_know
from hjemvej.platform.audit.triggers import Trigger, logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine

from .questions import ALONE, ANSWERS, NO_ANSWER, OTHER, QUESTIONS, REFUSED

REMOVE = WhenErased.REMOVE


class Dated(models.CharField):  # type: ignore[type-arg]
    """A key of a form of some year. The keys are no part of the table, so no migration names them."""

    def deconstruct(self) -> Any:
        name, _path, args, options = super().deconstruct()
        options.pop("choices", None)
        return name, "django.db.models.CharField", args, options


class Circumstance(models.Model):
    """A citizen's answer to one question: since when it is so, on which day it was told, and by whom."""

    class Source(models.TextChoices):
        CITIZEN = "citizen", _("Borgeren selv")
        COLLEAGUE = "colleague", _("En kollega har set det")
        PAPERS = "papers", _("Papirer")
        PARTNER = "partner", _("En samarbejdspartner")

    class Precision(models.TextChoices):
        DAY = "day", _("Dagen er kendt")
        MONTH = "month", _("Måneden er kendt")
        YEAR = "year", _("Året er kendt")
        UNKNOWN = "", _("Vides ikke")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    question = Dated(max_length=24, choices=[(key, question.title) for key, question in QUESTIONS.items()])
    form_year = models.PositiveSmallIntegerField()  # of VIVE's form, whose words were answered
    answers = ArrayField(Dated(max_length=24, choices=list(ANSWERS.items())))
    source = models.CharField(max_length=9, choices=Source)
    told_on = models.DateField()
    from_on = models.DateField()  # since when it is so; where nobody knows, the day it was told
    precision = models.CharField(
        max_length=5, choices=Precision, blank=True
    )  # of from_on; empty: since when, is unknown
    words = FreeLine(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_because = FreeLine(max_length=200, blank=True)

    data = FieldClasses(
        personal=dict.fromkeys(
            ("question", "answers", "source", "told_on", "from_on", "precision", "words", "withdrawn_because"), REMOVE
        ),
        plain=("id", "person", "organisation", "form_year", "recorded_at", "recorded_by", "withdrawn_at",
               "withdrawn_by"),
    )  # fmt: skip
    rows = needs_to_know() & municipal_teams()  # no house and no landlord, also of a citizen whom they know
    changes = logged("person")
    triggers = (Trigger("lock_fact", "BEFORE UPDATE OR DELETE", "circumstances_lock"),)

    class Meta:
        indexes = [models.Index(fields=["person", "question", "-told_on"], name="circumstance_person")]
        constraints = [
            models.CheckConstraint(condition=Q(answers__len__gt=0), name="circumstance_has_an_answer"),
            models.CheckConstraint(
                condition=Q(answers__len=1) | ~Q(answers__overlap=sorted(ALONE)),
                name="circumstance_answer_stands_alone",
            ),
            models.CheckConstraint(
                condition=~Q(answers__overlap=sorted(NO_ANSWER)) | Q(precision=""),
                name="circumstance_without_answer_has_no_since",
            ),
            models.CheckConstraint(
                condition=~Q(answers__contains=[REFUSED]) | Q(source="citizen"),
                name="circumstance_refused_by_the_citizen",
            ),
            models.CheckConstraint(
                condition=~Q(answers__contains=[OTHER]) | ~Q(words=""), name="circumstance_other_has_words"
            ),
            models.CheckConstraint(
                condition=Q(precision="", from_on=F("told_on")) | (~Q(precision="") & Q(from_on__lte=F("told_on"))),
                name="circumstance_begins_by_the_day_it_is_told",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | (Q(withdrawn_at__gte=F("recorded_at"), withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="circumstance_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
