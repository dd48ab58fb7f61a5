"""What counts as contact with a person? A situation that a worker saw or the citizen told of, and what rooms bring: a
note of contact, a night slept in a house, an inquiry. Active people and the latest contact both come from this list.
"""

from hjemvej.platform.rooms import Contact, contacts
from hjemvej.platform.spans.queries import HERE, lasting_on_sql, local_day_sql

MET_BY = ("seen", "told")  # the certainties of a situation that come from meeting the citizen
MET = str(MET_BY)  # as SQL says it


def was_met_since(day: str) -> str:
    """Write SQL: was there a contact after `day`, up to `homeless.on_day`? `homeless` is the situation of that day."""
    ways = [f"(homeless.certainty IN {MET} AND homeless.from_on > {day})"]
    for contact in contacts():
        after = f"({day} + 1)::timestamp {HERE}" if contact.is_moment else f"({day} + 1)"
        ways.append(f"EXISTS (SELECT {_up_to_the_day(contact)} AND contact.{contact.when} >= {after})")
    return "\nOR ".join(ways)


def last_met(as_known: str) -> str:
    """Write SQL: the day of the latest contact up to `homeless.on_day`; each part reads a single index backwards."""
    situation = f"""(SELECT max(earlier.from_on) FROM situations_situation earlier
        WHERE earlier.person_id = homeless.person_id AND earlier.certainty IN {MET}
        AND {lasting_on_sql("earlier", "homeless.on_day")} AND {as_known})"""
    days = [situation]
    for contact in contacts():
        latest = f"max(contact.{contact.when})"
        day = local_day_sql(latest) if contact.is_moment else latest
        days.append(f"(SELECT {day} {_up_to_the_day(contact)})")
    return f"greatest({', '.join(days)})"


def _up_to_the_day(contact: Contact) -> str:
    before = f"(homeless.on_day + 1)::timestamp {HERE}" if contact.is_moment else "(homeless.on_day + 1)"
    return (
        f"FROM {contact.model._meta.db_table} contact WHERE contact.person_id = homeless.person_id AND {contact.only}"
        f" AND contact.{contact.when} < {before}"
    )
