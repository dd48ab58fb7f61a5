"""What do we remember of a payment plan with a landlord? What was agreed, each instalment, and what was said of it."""

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.consents.models import Consent
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

REMOVE = WhenErased.REMOVE


class PaymentPlan(models.Model):
    """A plan (*afdragsordning*) as it was agreed once; what is agreed anew is a plan that replaces it."""

    class State(models.TextChoices):
        LIVE = "live", _("Løber")
        BROKEN = "broken", _("Brudt")
        CANCELLED = "cancelled", _("Ophævet")
        COMPLETED = "completed", _("Betalt")
        REPLACED = "replaced", _("Afløst af en ny aftale")

    class MadeBy(models.TextChoices):
        AGREEMENT = "agreement", _("Aftalt med udlejeren")
        COURT = "court", _("Forlig eller afdragsordning i fogedretten")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    landlord = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    landlord_name = FreeLine(max_length=120, blank=True)  # where the landlord is no partner
    debt = models.DecimalField(max_digits=9, decimal_places=2)  # kroner, on the day
    debt_on = models.DateField()
    rent = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)  # a month, with everything
    is_rent_beside = models.BooleanField()  # the current rent is paid beside the instalments
    made_by = models.CharField(max_length=9, choices=MadeBy)
    agreed_on = models.DateField()
    citizen_agreed = models.BooleanField()
    landlord_agreed_by = FreeLine(max_length=120, blank=True)  # the landlord's person, by name
    if_missed = FreeText()  # what happens when an instalment is not paid, in words
    own_words = FreeText(blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.LIVE)
    why = FreeText(blank=True)  # it was broken, cancelled or replaced
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    landlord_got_at = models.DateTimeField(null=True, blank=True)  # its copy, by that consent
    landlord_given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(
            ("landlord", "landlord_name", "debt", "debt_on", "rent", "is_rent_beside", "made_by", "agreed_on",
             "citizen_agreed", "landlord_agreed_by", "if_missed", "own_words", "state", "why", "landlord_got_at"),
            REMOVE,
        ),
        plain=("id", "person", "organisation", "replaces", "replaced_by", "written_at", "written_by", "ended_at",
               "ended_by", "consent", "landlord_given_by", "instalments"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.state = 'live'"),)

    class Meta:
        indexes = [models.Index(fields=["person", "-agreed_on"], name="payment_plan_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(landlord__isnull=False, landlord_name="")
                | (Q(landlord__isnull=True) & ~Q(landlord_name="")),
                name="payment_plan_names_one_landlord",
            ),
            models.UniqueConstraint(
                "person", "landlord", Lower("landlord_name"), condition=Q(state="live"), nulls_distinct=False,
                name="one_live_payment_plan_with_a_landlord",
            ),
            models.CheckConstraint(condition=Q(debt__gt=0), name="payment_plan_is_about_a_debt"),
            models.CheckConstraint(condition=Q(rent=None) | Q(rent__gte=0), name="payment_plan_rent_is_not_negative"),
            models.CheckConstraint(
                condition=Q(made_by="court") | (Q(citizen_agreed=True) & ~Q(landlord_agreed_by="")),
                name="payment_plan_is_agreed_by_both",
            ),
            models.CheckConstraint(condition=~Q(if_missed=""), name="payment_plan_says_what_happens_if_missed"),
            models.CheckConstraint(
                condition=Q(state="live", ended_at=None, ended_by=None, why="")
                | (
                    Q(ended_at__isnull=False, ended_by__isnull=False)
                    & (Q(state="completed") | (Q(state__in=("broken", "cancelled", "replaced")) & ~Q(why="")))
                ),
                name="ended_payment_plan_says_how",
            ),
            models.CheckConstraint(
                condition=Q(consent=None, landlord_got_at=None, landlord_given_by=None)
                | Q(consent__isnull=False, landlord_got_at__isnull=False, landlord_given_by__isnull=False),
                name="landlord_gets_a_payment_plan_by_consent",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def landlord_in_words(self) -> str:
        return self.landlord.name if self.landlord else self.landlord_name


class Instalment(models.Model):
    """A part of the debt, the day it falls on, and what is paid of it by now."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    plan = models.ForeignKey(PaymentPlan, on_delete=models.CASCADE, related_name="instalments")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    falls_on = models.DateField()
    due_on = models.DateField()  # the last day on which it is paid in time: never a day off
    paid = models.DecimalField(max_digits=9, decimal_places=2, default=Decimal(0))  # the sum of its reports
    paid_on = models.DateField(null=True, blank=True)  # the day on which all of it was paid
    short_on = models.DateField(null=True, blank=True)  # somebody said, after its day, that some of it is not paid

    data = FieldClasses(
        personal=dict.fromkeys(("amount", "falls_on", "due_on", "paid", "paid_on", "short_on"), REMOVE),
        plain=("id", "plan", "person", "number", "reports"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["due_on"], condition=Q(paid_on=None), name="instalment_unpaid")]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_instalment_of_a_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="instalment_is_an_amount"),
            models.CheckConstraint(condition=Q(due_on__gte=F("falls_on")), name="instalment_is_due_when_it_has_fallen"),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("amount")), name="instalment_is_paid_within_its_amount"
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None, paid__lt=F("amount"))
                | Q(paid_on__isnull=False, paid=F("amount"), short_on=None),
                name="paid_instalment_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(short_on=None) | Q(short_on__gt=F("due_on")), name="instalment_is_short_after_its_day"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)


class Report(models.Model):
    """What somebody said of an instalment: so much is paid, on a day; or nothing is. Taken back, it counts no more."""

    class SaidBy(models.TextChoices):
        CITIZEN = "citizen", _("Borgeren")
        LANDLORD = "landlord", _("Udlejeren")
        BENEFITS = "benefits", _("Ydelse")
        RECEIPT = "receipt", _("Vi har set kvitteringen")

    instalment = models.ForeignKey(Instalment, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kroner = models.DecimalField(max_digits=9, decimal_places=2)  # 0: not paid
    paid_on = models.DateField(null=True, blank=True)
    said_by = models.CharField(max_length=8, choices=SaidBy)
    words = FreeLine(max_length=300, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("kroner", "paid_on", "said_by", "words"), REMOVE),
        plain=("id", "instalment", "person", "written_at", "written_by", "taken_back_at", "taken_back_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kroner=0, paid_on=None) | Q(kroner__gt=0, paid_on__isnull=False),
                name="reported_payment_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="report_taken_back_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
