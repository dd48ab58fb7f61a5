"""What must an agreed plan say, what did the goals say then, and what is new since the version before? Pure."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hjemvej.ground.plans.models import Goal, PlanVersion
from hjemvej.platform.ui.quoting import quoted
from hjemvej.platform.ui.when import full_date, short_date

from .goals import who

Kind, Together, Provider, Followed = (
    PlanVersion.Kind, PlanVersion.Together, PlanVersion.Provider, PlanVersion.Followed
)  # fmt: skip
OUR_GOAL = "action_plan"  # of ground/law: how soon after admission, for the law names no day
BY_THE_TEAM = (Kind.PLAN_142, Kind.PLAN_141)
# What a plan says beside its goals, in its order: SEL § 141.
PARTS: Mapping[str, Any] = {
    "purpose": gettext_lazy("Hvad skal hjælpen føre til?"),
    "effort": gettext_lazy("Hvad skal der til?"),
    "duration": gettext_lazy("Hvor længe?"),
    "home": gettext_lazy("Bolig"),
    "work": gettext_lazy("Beskæftigelse"),
    "personal_help": gettext_lazy("Personlig hjælp"),
    "treatment": gettext_lazy("Behandling"),
    "aids": gettext_lazy("Hjælpemidler"),
}
ASKED = ("purpose", "effort", "duration")
WISH: Mapping[str, Any] = {
    "provider": gettext_lazy("Hvem vil borgeren helst have støtte fra?"),
    "provider_words": gettext_lazy("Med borgerens egne ord"),
    "named_employee": gettext_lazy("En bestemt medarbejder"),
    "followed": gettext_lazy("Følges ønsket?"),
    "not_followed_because": gettext_lazy("Hvorfor ikke"),
}
CHOICES = {"provider": Provider, "followed": Followed, "together": Together}
TYPED = (*PARTS, *WISH, "together", "together_words")


def lacks(kind: str, said: Mapping[str, str]) -> dict[str, str]:
    """Say, by field, what a plan must have before it is agreed and has not; nothing: it may be agreed."""
    found = {name: _("Skriv et par ord: loven spørger om det.") for name in ASKED if not said.get(name)}
    if not said.get("together"):
        found["together"] = _("Vælg, hvordan I har lavet planen sammen.")
    if said.get("together") == Together.NOT and not said.get("together_words"):
        found["together_words"] = _("Skriv, hvorfor planen ikke er lavet sammen med borgeren.")
    provider = said.get("provider")
    if kind == Kind.PLAN_142 and not provider:
        found["provider"] = _("Spørg borgeren, hvem der helst skal give støtten, og vælg svaret (§ 142).")
    has_wish = provider in (Provider.SHELTER, Provider.OTHER)
    if has_wish and not said.get("followed"):
        found["followed"] = _("Vælg, om ønsket følges.")
    if has_wish and said.get("followed") == Followed.NO and not said.get("not_followed_because"):
        found["not_followed_because"] = _("Skriv begrundelsen: borgeren har krav på den (SEL § 85 a, stk. 2).")
    if not has_wish and said.get("named_employee"):
        found["named_employee"] = _("Skriv kun et navn, når borgeren har sagt, hvem støtten skal komme fra.")
    return found


def without_a_wish(said: Mapping[str, str]) -> dict[str, str]:
    """Return what was said; where there is no wish, none is followed."""
    has_wish = said.get("provider") in (Provider.SHELTER, Provider.OTHER)
    return {**said} if has_wish else {**said, "followed": "", "not_followed_because": ""}


def goals_then(goals: Iterable[Goal]) -> list[dict[str, Any]]:
    """Write the goals and their open steps down as they stand now, in plain data."""
    return [
        {
            "words": goal.words,
            "dimension": goal.dimension,
            "steps": [
                {"what": step.what, "who": who(step), "is_own": step.who == "citizen",
                 "by_on": step.by_on.isoformat() if step.by_on else ""}
                for step in goal.steps.all()
                if step.closed_at is None
            ],
        }
        for goal in goals
    ]  # fmt: skip


def step_in_words(step: Mapping[str, Any], in_words: Callable[[datetime.date], str] = full_date) -> str:
    """Write a kept step: what, who, by when."""
    day = in_words(datetime.date.fromisoformat(step["by_on"])) if step["by_on"] else ""
    said = {"what": step["what"], "who": step["who"], "day": day}
    return (_("%(what)s (%(who)s, %(day)s)") if day else _("%(what)s (%(who)s)")) % said


def goals_in_words(goals: Iterable[Mapping[str, Any]]) -> str:
    """Write kept goals with their steps in one text, for the citizen's own file."""
    told = []
    for goal in goals:
        steps = "; ".join(step_in_words(step) for step in goal["steps"])
        told.append(quoted(goal["words"]) + (" " + _("Næste skridt: %s.") % steps if steps else ""))
    return " ".join(told)


def value(version: PlanVersion, name: str) -> str:
    """Return what a version says in a field, in words."""
    said: str = getattr(version, name)
    return str(CHOICES[name](said).label) if said and name in CHOICES else said


@dataclass(frozen=True)
class Changed:
    """What a version says of something, and what the one before said."""

    label: str
    before: str
    after: str


def changes(before: PlanVersion, after: PlanVersion) -> list[Changed]:
    """List what is new since the version before: goals that came, went or got other steps, and every part."""
    found = _goals_changed(before.goals, after.goals)
    for name, label in {**PARTS, **WISH}.items():
        was, now = value(before, name), value(after, name)
        if was != now:
            found.append(Changed(str(label), was, now))
    return found


def _goals_changed(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Changed]:
    was = {goal["words"]: _steps(goal) for goal in before}
    now = {goal["words"]: _steps(goal) for goal in after}
    return [
        *(Changed(_("Nyt mål"), "", words) for words in now if words not in was),
        *(Changed(_("Ikke længere et mål i planen"), words, "") for words in was if words not in now),
        *(
            Changed(_("Næste skridt mod ”%s”") % words, was[words], now[words])
            for words in now
            if words in was and was[words] != now[words]
        ),
    ]


def _steps(goal: Mapping[str, Any]) -> str:
    return "\n".join(step_in_words(step) for step in goal["steps"])


def stay_began(stays: Iterable[tuple[datetime.date, datetime.date | None]], on: datetime.date) -> datetime.date | None:
    """Return since when a shelter stay of a day has lasted without a break; none: no stay that day."""
    began: datetime.date | None = None
    for from_on, until_on in sorted(stays, reverse=True):
        if began is None and from_on <= on and (until_on is None or on < until_on):
            began = from_on
        elif began is not None and until_on is not None and until_on >= began:
            began = min(began, from_on)
    return began


def too_early(agreed_on: datetime.date, *, stay_began_on: datetime.date | None, before_on: datetime.date | None) -> str:
    """Say why a plan cannot have been agreed so early; nothing: it can."""
    if stay_began_on and agreed_on < stay_began_on:
        return _("Opholdet begyndte %s. Skriv en dag fra da af.") % full_date(stay_began_on)
    if before_on and agreed_on < before_on:
        return _("Planen før er aftalt %s. Skriv en dag fra da af.") % full_date(before_on)
    return ""


LETTER: Mapping[str, Any] = {  # as the citizen reads it
    "purpose": gettext_lazy("Hjælpen skal føre til: %s"),
    "effort": gettext_lazy("Det skal der til: %s"),
    "duration": gettext_lazy("Så længe: %s"),
    "home": gettext_lazy("Bolig: %s"),
    "work": gettext_lazy("Uddannelse og arbejde: %s"),
    "personal_help": gettext_lazy("Hjælp i hverdagen: %s"),
    "treatment": gettext_lazy("Behandling: %s"),
    "aids": gettext_lazy("Hjælpemidler: %s"),
}
TOGETHER: Mapping[str, Any] = {  # as the citizen reads it
    Together.SIGNED: gettext_lazy("Du har skrevet under"),
    Together.MARK: gettext_lazy("Du har sat et mærke"),
    Together.SPOKEN: gettext_lazy("Du har sagt ja"),
    Together.NOT: gettext_lazy("Planen er ikke lavet sammen med dig. Sig til, hvis noget skal være anderledes"),
}
BY_PARAGRAPH = {Kind.PLAN_142: " (serviceloven § 142)", Kind.PLAN_141: " (serviceloven § 141)", Kind.STAY: ""}


def letter_values(version: PlanVersion) -> dict[str, str | list[str]]:
    """Return what the letter of a plan says, in Danish as letters are; what is empty is left out of it."""
    in_short = partial(short_date, today=version.agreed_on)
    with override("da"):
        goals = []
        for goal in version.goals:
            goals.append(quoted(" ".join(goal["words"].split())))
            goals += [
                _("Næste skridt: %s") % step_in_words({**step, "who": _("dig")} if step["is_own"] else step, in_short)
                for step in goal["steps"]
            ]
        agreed_on = full_date(version.agreed_on) + BY_PARAGRAPH[Kind(version.kind)] if version.agreed_on else ""
        agreements = [
            words % " ".join(said.split()) for name, words in LETTER.items() if (said := value(version, name))
        ]
        if wish := wish_in_words(version):
            agreements.append(_("Støtte helst fra: %s") % " ".join(wish.split()))
        return {
            "plan": _("Din opholdsplan") if version.kind == Kind.STAY else _("Din handleplan"),
            "aftalt": agreed_on, "mål": goals, "aftaler": agreements, "sammen": str(TOGETHER.get(version.together, "")),
        }  # fmt: skip


def wish_in_words(version: PlanVersion) -> str:
    """Say in a line or two whom the citizen wishes support from, and what came of it."""
    if not version.provider:
        return ""
    if version.provider == Provider.NO_WISH:
        return _("Du har ingen ønsker.")
    said = [f"{value(version, 'provider')}."]
    if version.provider_words:
        said.append(quoted(version.provider_words.rstrip(". ")) + ".")
    if version.named_employee:
        said.append(_("Helst %s.") % version.named_employee.rstrip(". "))
    if version.followed == Followed.YES:
        said.append(_("Det ønske følger vi."))
    if version.followed == Followed.LATER:
        said.append(_("Vi har ikke afgjort det endnu."))
    if version.followed == Followed.NO:
        said.append(_("Det ønske følger vi ikke: %s") % version.not_followed_because)
    return " ".join(said)
