"""Which roles fit in which organisation, who may give them, and what is a reason that can be read?"""

import unicodedata

from .roles import STAFFS, Role

IN_A_TEAM = (Role.COORDINATOR, Role.SUPPORT_WORKER, Role.PREVENTION_WORKER, Role.LEADER, Role.ADMINISTRATOR)
IN_OTHERS: dict[str, tuple[Role, ...]] = {
    "shelter": (Role.SHELTER_WORKER,),
    "night_cafe": (Role.SHELTER_WORKER,),
    "landlord": (Role.LANDLORD,),
    "voluntary": (Role.VOLUNTEER,),
    "council": (Role.COUNCIL_MEMBER,),
    **dict.fromkeys(("health", "prison", "municipality"), (Role.PARTNER_WORKER,)),
}


def roles_in(organisation_kind: str) -> tuple[Role, ...]:
    """A partner's people never get a role that opens the team's cases."""
    return IN_A_TEAM if organisation_kind == "team" else IN_OTHERS.get(organisation_kind, ())


def roles_one_may_give(giver: Role | None, organisation_kind: str, *, is_own_organisation: bool) -> tuple[Role, ...]:
    """An administrator staffs every organisation; a leader their own, but makes no administrators."""
    staffs = STAFFS.get(giver) if giver else None
    if staffs == "all":
        return roles_in(organisation_kind)
    if staffs == "own" and is_own_organisation:
        return tuple(role for role in roles_in(organisation_kind) if role != Role.ADMINISTRATOR)
    return ()


BLANK = set("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs that show nothing


def visible_signs(text: str) -> int:
    """How many signs can be seen: no spaces, nothing of no width, nothing that only turns the direction."""
    return sum(unicodedata.category(sign)[0] in "LNPS" and sign not in BLANK for sign in text)
