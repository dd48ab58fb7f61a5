"""A need to know always names a real person."""

from django.db import migrations

NEED_NAMES_A_PERSON = (
    "ALTER TABLE access_needtoknow ADD CONSTRAINT need_names_a_person FOREIGN KEY (person_id)"
    " REFERENCES people_person (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0001_initial")]
    operations = [
        migrations.RunSQL(
            NEED_NAMES_A_PERSON, "ALTER TABLE access_needtoknow DROP CONSTRAINT need_names_a_person"
        ),
    ]
