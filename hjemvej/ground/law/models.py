"""What do we remember of the law? Every limit, rate and deadline, dated, with its paragraph and how sure we are."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import everybody
from hjemvej.platform.audit.triggers import logged, written_by_the_system
from hjemvej.platform.sealing.free_text import FreeLine, FreeText


def date_span(from_on: str, until_on: str) -> Func:
    """Write SQL daterange(from, until) without the end day; a plain Func, so that migrations need none of our code."""
    return Func(from_on, until_on, function="daterange", output_field=DateRangeField())


def one_at_a_time(once: str, ends: str, *, of: tuple[str, ...]) -> list[models.BaseConstraint]:
    """Name the constraints of rows of which one holds on a day, for the same `of`, and each ends after it begins."""
    same = [(name, RangeOperators.EQUAL) for name in of]
    span = (date_span("valid_from", "valid_to"), RangeOperators.OVERLAPS)
    ends_after = models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from"))
    return [
        ExclusionConstraint(name=once, expressions=[*same, span]),
        models.CheckConstraint(condition=ends_after, name=ends),
    ]


class Provision(models.Model):
    """One figure of the law, valid from a day to a day, as `shelter_notice_days` = 3 hverdage."""

    class Unit(models.TextChoices):
        WEEKDAYS = "weekdays", _("hverdage (mandag-lørdag)")
        WORKING_DAYS = "working_days", _("arbejdsdage (mandag-fredag)")
        DAYS = "days", _("dage")
        WEEKS = "weeks", _("uger")
        MONTHS = "months", _("måneder")
        YEARS = "years", _("år")
        NOVEMBERS = "novembers", _("år, til den 1. november")
        HOURS = "hours", _("timer")
        PERCENT = "percent", _("procent")
        KRONER = "kroner", _("kroner")
        NIGHTS = "nights", _("nætter i træk")
        COUNT = "count", _("antal")

    class Certainty(models.TextChoices):
        READ = "B", _("Læst i kilden")
        DRAFT = "D", _("Kun læst som forslag eller omtale")
        RECOLLECTED = "A", _("Almindelig viden, ikke kontrolleret")
        UNSURE = "?", _("Usikker eller modstridende")
        LOCAL = "L", _("Vores eget servicemål")

    class Binds(models.TextChoices):
        US = "us", _("Os: vi handler på den tidligste dag")
        OTHERS = "others", _("En anden: vi viser deres frist og spørger, når den er gået")
        CITIZEN = "citizen", _("Borgeren: udløber fristen på en fridag, løber den til næste arbejdsdag")
        NOBODY = "nobody", _("Ingen: en periode, der løber ud af sig selv")

    key = models.SlugField(max_length=60)
    title = FreeLine(max_length=160)
    paragraph = FreeLine(max_length=80)
    is_paragraph_checked = models.BooleanField(default=True)  # the figure may be read, and its paragraph only guessed
    text = FreeText()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    unit = models.CharField(max_length=12, choices=Unit)
    counted_from = FreeLine(max_length=80, blank=True)  # "indskrivning": what starts the clock
    binds = models.CharField(max_length=8, choices=Binds, default=Binds.NOBODY)
    certainty = models.CharField(max_length=1, choices=Certainty)
    source = FreeLine(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text=_("Første dag, reglen ikke længere gælder"))

    data = plain(
        "id", "key", "title", "paragraph", "is_paragraph_checked", "text", "value", "unit", "counted_from", "binds",
        "certainty", "source", "valid_from", "valid_to",
    )  # fmt: skip
    rows = everybody("the law is public")
    changes = logged()
    triggers = written_by_the_system(or_who_staffs="own")

    class Meta:
        db_table = "law_rule"  # the log of changes names it so
        constraints = one_at_a_time("one_rule_of_a_key_on_a_day", "rule_ends_after_it_begins", of=("key",))

    def __str__(self) -> str:
        return f"{self.title} ({self.paragraph})"


class LegalBasis(models.Model):
    """A paragraph by which something about a citizen may be told without a consent, and to which kinds of recipient."""

    class Use(models.TextChoices):
        WE_TELL = "we_tell", _("Vi fortæller dem det")
        THEY_SEE = "they_see", _("De ser det selv hos os")
        THEY_SEND = "they_send", _("De sender det til os")
        NOT_TOLD = "not_told", _("Vi venter med at oplyse borgeren")

    key = models.SlugField(max_length=40)
    use = models.CharField(max_length=10, choices=Use)
    title = FreeLine(max_length=160)
    paragraph = FreeLine(max_length=80)
    text = FreeText()
    partners = ArrayField(models.CharField(max_length=20, choices=Organisation.Kind))
    covers = ArrayField(models.SlugField(max_length=20))  # what it is about, as ground/partners names it
    certainty = models.CharField(max_length=1, choices=Provision.Certainty)
    source = FreeLine(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    data = plain(
        "id", "key", "use", "title", "paragraph", "text", "partners", "covers", "certainty", "source", "valid_from",
        "valid_to",
    )  # fmt: skip
    rows = everybody("the law is public")
    changes = logged()
    triggers = written_by_the_system()

    class Meta:
        constraints = one_at_a_time(
            "one_basis_of_a_key_and_use_on_a_day", "basis_ends_after_it_begins", of=("key", "use")
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.paragraph})"

    @property
    def partners_in_words(self) -> str:
        return ", ".join(str(Organisation.Kind(kind).label) for kind in self.partners)


class DecisionBasis(models.Model):
    """A paragraph by which we decide, or answer a request, and where the citizen complains; from a day to a day."""

    class Use(models.TextChoices):
        DECISION = "decision", _("Afgørelse")
        REQUEST = "request", _("Svar på en anmodning")

    key = models.SlugField(max_length=40)
    use = models.CharField(max_length=8, choices=Use)
    title = FreeLine(max_length=160)
    paragraph = FreeLine(max_length=80)
    text = FreeText()
    complaint_text = FreeText(blank=True)  # {limit} becomes the length of the limit; empty: we know no sure guidance
    certainty = models.CharField(max_length=1, choices=Provision.Certainty)
    source = FreeLine(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    data = plain(
        "id", "key", "use", "title", "paragraph", "text", "complaint_text", "certainty", "source", "valid_from",
        "valid_to",
    )  # fmt: skip
    rows = everybody("the law is public")
    changes = logged()
    triggers = written_by_the_system()

    class Meta:
        constraints = one_at_a_time(
            "one_decision_basis_of_a_key_on_a_day", "decision_basis_ends_after_it_begins", of=("key",)
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.paragraph})"


class MethodCriterion(models.Model):
    """What a method of support asks for, as its manual says, from a day to a day; a figure of it is a `Provision`."""

    key = models.SlugField(max_length=40)
    methods = ArrayField(models.SlugField(max_length=12))  # as efforts/support names them
    domain = models.SlugField(max_length=20)
    title = FreeLine(max_length=160)
    text = FreeText()
    limit_key = models.SlugField(max_length=60, blank=True)  # of the provision that says how much, where there is one
    certainty = models.CharField(max_length=1, choices=Provision.Certainty)
    source = FreeLine(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    data = plain(
        "id", "key", "methods", "domain", "title", "text", "limit_key", "certainty", "source", "valid_from", "valid_to"
    )
    rows = everybody("the law is public")
    changes = logged()
    triggers = written_by_the_system()

    class Meta:
        constraints = one_at_a_time(
            "one_criterion_of_a_key_on_a_day", "method_criterion_ends_after_it_begins", of=("key",)
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.source})"
