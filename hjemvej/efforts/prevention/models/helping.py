"""What do we remember of help that may keep a home? The kinds of help, dated, and what was sought in a case."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.law.models import Provision, one_at_a_time
from hjemvej.ground.people.models import Person
from hjemvej.platform.audit.fields import FieldClasses, plain
from hjemvej.platform.audit.row_security import everybody, needs_to_know
from hjemvej.platform.audit.triggers import logged, written_by_the_system
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

from .signals import REMOVE, PreventionCase


class HelpKind(models.Model):
    """A help that may keep a home: by which paragraph, on which conditions, and who decides."""

    class Decides(models.TextChoices):
        US = "us", _("Os selv")
        UNIT = "unit", _("En anden afdeling i kommunen")
        OTHERS = "others", _("Andre")

    class Asks(models.TextChoices):
        """What we may know already that speaks for a help, or that is still to be asked."""

        ARREARS = "arrears", _("Gæld til udlejer")
        DAY = "day", _("Dagen, hvor hjemmet kan mistes")
        CHILDREN = "children", _("Børn i hjemmet")
        RENT = "rent", _("Huslejen og det, borgeren kan betale")

    class LeadsTo(models.TextChoices):
        """Help that has its own page, and is not sought here."""

        NOTHING = "", ""
        PAYMENT_PLAN = "payment_plan", _("Afdragsordning")
        HOUSING_FIRST = "housing_first", _("Housing First")

    key = models.SlugField(max_length=40)
    title = FreeLine(max_length=120)
    paragraph = FreeLine(max_length=120)
    certainty = models.CharField(max_length=1, choices=Provision.Certainty)
    source = FreeLine(max_length=200, blank=True)
    conditions = FreeText()  # in plain words: when it may be given
    decides = models.CharField(max_length=6, choices=Decides)
    sought_at = FreeLine(max_length=120, blank=True)  # who is asked, as a form begins
    asks = ArrayField(models.CharField(max_length=10, choices=Asks), default=list, blank=True)
    needs_consent = models.BooleanField(default=False)
    leads_to = models.CharField(max_length=20, choices=LeadsTo, blank=True)
    order = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # first day it is no longer given

    data = plain(
        "id", "key", "title", "paragraph", "certainty", "source", "conditions", "decides", "sought_at", "asks",
        "needs_consent", "leads_to", "order", "valid_from", "valid_to",
    )  # fmt: skip
    rows = everybody("what help there is is public")
    changes = logged()
    triggers = written_by_the_system()

    class Meta:
        constraints = one_at_a_time("one_help_kind_of_a_key_on_a_day", "help_kind_ends_after_it_begins", of=("key",))

    def __str__(self) -> str:
        return self.title


class HelpSought(models.Model):
    """A help that was sought in a case: where, since when, when we ask again, and what the answer was."""

    class Answer(models.TextChoices):
        GRANTED = "granted", _("Ja, det gives")
        REFUSED = "refused", _("Nej")
        DROPPED = "dropped", _("Ikke nødvendigt mere")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(PreventionCase, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(HelpKind, on_delete=models.PROTECT, related_name="+")
    sought_at = FreeLine(max_length=120)
    sought_on = models.DateField()
    ask_again_on = models.DateField()  # no answer by then: we ask
    consent_on = models.DateField(null=True, blank=True)  # the citizen said yes, where the kind needs it
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    words = FreeText(blank=True)
    sought_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)  # last day of help that is given for a while
    answer_words = FreeText(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    data = FieldClasses(
        personal=dict.fromkeys(
            ("kind", "sought_at", "sought_on", "ask_again_on", "consent_on", "amount", "words", "answer",
             "answered_on", "until_on", "answer_words"),
            REMOVE,
        ),
        plain=("id", "case", "person", "sought_by", "written_at", "settled_at"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [
            models.Index(fields=["case", "-sought_on"], name="help_of_case"),
            models.Index(fields=["person"], name="help_of_person"),
            models.Index(fields=["ask_again_on"], condition=Q(answer=""), name="help_unanswered"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(answer=""), name="one_open_help_of_a_kind_in_a_case"
            ),
            models.CheckConstraint(condition=~Q(sought_at=""), name="help_is_sought_somewhere"),
            models.CheckConstraint(condition=Q(ask_again_on__gte=F("sought_on")), name="help_is_asked_again_after"),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None, until_on=None, settled_at=None)
                | (Q(answered_on__gte=F("sought_on"), settled_at__isnull=False) & ~Q(answer="")),
                name="help_answered_whole",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(answer="granted", until_on__gte=F("answered_on")),
                name="help_lasts_when_granted",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
