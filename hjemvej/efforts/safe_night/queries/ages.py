"""How old is a person in a list of the night? Nothing of protected people, and no more than is known."""

import datetime

from hjemvej.ground.people.models import Person
from hjemvej.ground.people.rules import age_text


def age_of(person: Person, on: datetime.date) -> str:
    if person.name.is_masked or person.is_nameless:  # the description says what is known
        return ""
    guess = person.born_year_is_guess
    return age_text(born_on=person.born_on, born_year=person.born_year, is_guess=guess, on=on)
