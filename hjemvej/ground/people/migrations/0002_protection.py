"""People stand under row-level security and the change log; a need to know always names a real person."""

from django.db import migrations

from hjemvej.platform.access.protection import protect

NEED_NAMES_A_PERSON = (
    "ALTER TABLE access_needtoknow ADD CONSTRAINT need_names_a_person FOREIGN KEY (person_id)"
    " REFERENCES people_person (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_row_level_security")]
    operations = [
        *protect("people_person", person="id", masked=("cpr_encrypted", "cpr_lookup", "search_text")),
        *protect("people_personname"),
        *protect("people_contactway"),
        *protect("people_householdmember"),
        *protect("people_responsiblemunicipality"),
        migrations.RunSQL(
            NEED_NAMES_A_PERSON, "ALTER TABLE access_needtoknow DROP CONSTRAINT need_names_a_person"
        ),
    ]
