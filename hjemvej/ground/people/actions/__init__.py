"""What do we change of people?"""

from .bulk import save_people_in_bulk
from .contact import add_contact_way, add_household_member, end_contact_way, remove_household_member
from .cpr_keys import rotate_cpr_keys
from .municipality import set_responsible_municipality
from .names import add_alias, learn_name, remove_alias
from .numbers import (
    CprBelongsToAnother,
    NumberMayBeElsewhere,
    TooManyNumbers,
    note_numbers_met,
    settle_number,
)
from .persons import (
    PersonChanges,
    PersonNeedsNameOrDescription,
    change_person,
    create_person,
    protect,
    refuse_number_of_another,
    set_cpr,
    set_protection,
)

__all__ = [
    "CprBelongsToAnother", "NumberMayBeElsewhere", "PersonChanges", "PersonNeedsNameOrDescription",
    "TooManyNumbers", "add_alias", "add_contact_way", "add_household_member", "change_person", "create_person",
    "end_contact_way", "learn_name", "note_numbers_met", "protect", "refuse_number_of_another", "remove_alias",
    "remove_household_member", "rotate_cpr_keys", "save_people_in_bulk", "set_cpr", "set_protection",
    "set_responsible_municipality", "settle_number",
]  # fmt: skip
