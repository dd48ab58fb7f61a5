"""What is a person called in a list of the night? Masked when protected."""

import datetime

from hjemvej.ground.people.models import Person
from hjemvej.ground.people.rules import age_text, name_with_code


def shown_name(person: Person) -> str:
    """The name for lists; a protected person's mask has a code that colleagues can say on the phone."""
    return name_with_code(person.name, is_protected=person.is_protected, person_id=person.pk)


def age_of(person: Person, on: datetime.date) -> str:
    if person.is_protected or person.is_nameless:  # the description says what is known
        return ""
    guess = person.born_year_is_guess
    return age_text(born_on=person.born_on, born_year=person.born_year, is_guess=guess, on=on)
