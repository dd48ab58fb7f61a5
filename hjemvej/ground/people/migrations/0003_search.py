"""Keep people's search words singly in a table that the web role can't read; triggers fill it."""

from django.db import migrations

WORDS = """
CREATE TABLE people_searchword (
    person_id uuid NOT NULL REFERENCES people_person ON DELETE CASCADE, word text NOT NULL,
    PRIMARY KEY (word, person_id)
);
CREATE INDEX people_searchword_person ON people_searchword (person_id);
CREATE INDEX people_searchword_like ON people_searchword USING gin (word gin_trgm_ops);
REVOKE ALL ON people_searchword FROM hjemvej_web;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_protection")]
    operations = [
        migrations.RunSQL(WORDS, "DROP TABLE people_searchword"),
        migrations.RemoveIndex("person", "person_search"),
    ]
