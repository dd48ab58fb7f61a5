"""Keep whom a transaction is erasing where the web role can't write it: a signed note goes for no other reason."""

from django.db import migrations

ERASING = """
CREATE TABLE people_erasing (
    person_id uuid NOT NULL, transaction bigint NOT NULL, PRIMARY KEY (person_id, transaction)
);
REVOKE ALL ON people_erasing FROM hjemvej_web;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_waiting_number_index")]
    operations = [migrations.RunSQL(ERASING, "DROP TABLE people_erasing")]
