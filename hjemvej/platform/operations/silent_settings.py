"""Which settings would go wrong unnoticed? `manage.py check --deploy` warns of them."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError, transaction

from hjemvej.platform.access import queries
from hjemvej.platform.access.viewer import looking_as, system


def entry_team_is_there(**_options: Any) -> list[CheckMessage]:
    """Warn when no active team has the entry team's name, for inquiries then go to the first team."""
    try:
        with transaction.atomic(), looking_as(system("check")):
            names = queries.names_of_active_teams()
    except DatabaseError:
        sentence = "HJEMVEJ_ENTRY_TEAM was not checked: the database does not answer with its tables."
        return [Warning(sentence, hint="Run manage.py migrate first.", id="hjemvej.W001")]
    if settings.ENTRY_TEAM in names:
        return []
    goes_to = f"inquiries go to “{names[0]}” instead" if names else "nobody receives inquiries"
    sentence = f"HJEMVEJ_ENTRY_TEAM is “{settings.ENTRY_TEAM}”, which no active team is called: {goes_to}."
    hint = f"The active teams: {', '.join(names)}." if names else "Run manage.py first_administrator."
    return [Warning(sentence, hint=hint, id="hjemvej.W002")]


def privacy_contact_is_given(**_options: Any) -> list[CheckMessage]:
    """Warn when the privacy contact is empty: the public page must show it (GDPR art. 13)."""
    if settings.PRIVACY_CONTACT.strip():
        return []
    sentence = "HJEMVEJ_PRIVACY_CONTACT is empty: no page says where a citizen asks about their data."
    return [Warning(sentence, hint="Set it to an address that is read.", id="hjemvej.W003")]
