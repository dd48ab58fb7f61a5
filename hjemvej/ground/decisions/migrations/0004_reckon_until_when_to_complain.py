"""Reckon until when a citizen may complain, of decisions that were received before the day was kept.

As the law's rule of the day of receipt says it; where there was none, or one in another unit, nothing is filled in.
"""

import datetime

import holidays
from django.db import migrations

CLOSED = holidays.country_holidays("DK", categories=("public", "optional"), language="da")
DAYS = {"weeks": 7, "days": 1}
RULE = """
SELECT value, unit, binds FROM law_rule WHERE key = 'complaint' AND unit IN ('weeks', 'days')
    AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s)"""


def until(received_on, value, unit, binds):
    """The last day; when the limit binds the citizen and ends on a day off, the next working day."""
    day = received_on + datetime.timedelta(days=int(value) * DAYS[unit])
    while binds == "citizen" and (day.weekday() >= 5 or day in CLOSED):
        day += datetime.timedelta(days=1)
    return day


def fill(apps, schema_editor):
    missing = apps.get_model("decisions", "Decision").objects.filter(complaint_until_on=None)
    for decision in missing.exclude(received_on=None).order_by("pk"):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(RULE, [decision.received_on] * 2)
            rule = cursor.fetchone()
        if rule is not None:
            decision.complaint_until_on = until(decision.received_on, *rule)
            decision.save(update_fields=["complaint_until_on"])


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_one_complaint_at_a_time")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
