"""What do offers of homes and moves bring to the rest of the house? Tables in words, cards, steps, signs."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.housing_first.models import HomeOffer, HomeWish, HousingRegistration, MovingInLine, Proposal
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Card, LivingReason, MergeRule, Moment, Part, Sign, TableWords, TaskKind

from . import queries
from .actions.offering import NEXT_STEP


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on)


CARD = Card(56, Part.NEXT, _card, "housing_first/_home_card.html")
TASK_KIND = TaskKind(NEXT_STEP, _("Se tilbuddet"), opens="housing_first:home_offer_of_task")
SIGNS = (
    Sign(HomeOffer, ("offered_on", "answered_on", "ended_on")),
    Sign(HomeWish, ("said_on",)),
    Sign(Proposal, ("told_at", "answered_at")),
    Sign(MovingInLine, ("by_on", "done_on")),
    Sign(HousingRegistration, ("registered_on", "renew_by_on", "ended_on")),
)
LIVING_REASON = LivingReason(
    "home_offer",
    lasts=_("borgeren har et åbent tilbud om en bolig"),
    ended=_("et tilbud om en bolig sluttede"),
    outlasted_by="need_ends_after_closed",
    sql="SELECT person_id, organisation_id, ended_on AS last_on FROM housing_first_homeoffer"
    " WHERE person_id = ANY(%(people)s)",
)
MERGE = (
    MergeRule(HomeOffer, clash=_("et åbent tilbud om den samme bolig")),
    MergeRule(HousingRegistration, clash=_("en opskrivning hos den samme boligorganisation")),
    MergeRule(HomeWish, follows="offer"),
    MergeRule(Proposal, follows="offer"),
    MergeRule(MovingInLine, follows="offer"),
)
TABLES = (
    TableWords(
        HomeOffer,
        _("Boliger, du er tilbudt"),
        fields={
            "state": _("Hvordan det går"),
            "because": _("Hvorfor den bolig"),
            "offered_on": _("Fundet"),
            "offered_by_id": _("Fundet af"),
            "recorded_at": _("Skrevet ned"),
            "answer_by_on": _("Svar senest"),
            "is_shared": _("Også tilbudt en anden"),
            "shared_words": _("Hvordan du fik det at vide"),
            "shown_on": _("Fortalt dig"),
            "shown_how": _("Hvordan"),
            "seen_on": _("Set"),
            "words": _("Dine ord"),
            "answered_on": _("Dit svar kom"),
            "outside_pages": _("Hvordan lejen aftales"),
            "signed_on": _("Lejekontrakt skrevet"),
            "lease_from_on": _("Gælder fra"),
            "ended_on": _("Afsluttet"),
            "ended_because": _("Fordi"),
        },
        named={"offered_by": _("Fundet af"), "organisation": _("Organisation"), "vacancy": _("Bolig")},
        untold=("organisation_id", "task_id", "vacancy_id", "place_id"),
        of_protected=("vacancy_id",),
        read_first=("because", "shared_words", "words", "outside_pages", "ended_because"),
    ),
    TableWords(
        HomeWish,
        _("Hvad du ønsker dig af en bolig"),
        fields={
            "words": _("Dine ord"),
            "said_on": _("Sagt"),
            "ended_on": _("Ikke længere"),
            "recorded_at": _("Skrevet ned"),
            "recorded_by_id": _("Skrevet ned af"),
        },
        named={"recorded_by": _("Skrevet ned af")},
        untold=("offer_id",),
        read_first=("words",),
    ),
    TableWords(
        Proposal,
        _("Hvad en boligorganisation har fået at vide om dig"),
        fields={
            "told": _("Det fik de at vide"),
            "told_at": _("Fortalt"),
            "told_by_id": _("Fortalt af"),
            "answer": _("Svar"),
            "words": _("Svaret i ord"),
            "lease_from_on": _("Lejekontrakt fra"),
            "answered_at": _("Svarede"),
            "answered_by_id": _("Svaret af"),
            "closed_at": _("De kan ikke se det længere"),
        },
        named={"landlord": _("Boligorganisation"), "vacancy": _("Bolig")},
        untold=("offer_id", "vacancy_id", "landlord_id", "consent_id"),
        read_first=("told", "words"),
    ),
    TableWords(
        MovingInLine,
        _("Din liste til indflytning"),
        fields={
            "title": _("Hvad"),
            "who": _("Hvem"),
            "by_on": _("Senest"),
            "done_on": _("Gjort"),
            "done_by_id": _("Gjort af"),
        },
        named={"done_by": _("Skrevet som gjort af")},
        untold=("offer_id", "order"),
        read_first=("title", "who"),
    ),
    TableWords(
        HousingRegistration,
        _("Hvor du er skrevet op til en bolig"),
        fields={
            "landlord": _("Boligorganisation"),
            "number": _("Nummer"),
            "registered_on": _("Skrevet op"),
            "renew_by_on": _("Fornyes senest"),
            "ended_on": _("Afsluttet"),
            "recorded_at": _("Skrevet ned"),
            "recorded_by_id": _("Skrevet ned af"),
        },
        named={"recorded_by": _("Skrevet ned af"), "organisation": _("Organisation")},
        untold=("organisation_id", "task_id"),
    ),
)
PAGES = {
    "housing_first.register": _("Så dine opskrivninger"),
    "housing_first.renew_registration": _("Var i gang med at forny din opskrivning"),
    "housing_first.end_registration": _("Afsluttede en opskrivning"),
    "housing_first.choose_home": _("Så, hvilke boliger der er ledige til dig"),
    "housing_first.offer_home": _("Var i gang med at tilbyde dig en bolig"),
    "housing_first.home_offer": _("Så et tilbud om en bolig"),
    "housing_first.home_offers": _("Så dine boligtilbud og ønsker"),
    "housing_first.say_wish": _("Var i gang med at skrive et ønske ned"),
    "housing_first.sign_lease": _("Var i gang med at skrive din lejekontrakt ind"),
    "housing_first.move_in": _("Var i gang med at skrive din indflytning ind"),
    "housing_first.checklist": _("Så din liste til indflytning"),
    "housing_first.add_line": _("Skrev på din liste til indflytning"),
    "housing_first.change_line": _("Rettede din liste til indflytning"),
    "housing_first.finish_line": _("Rettede din liste til indflytning"),
    "housing_first.reopen_line": _("Rettede din liste til indflytning"),
}
