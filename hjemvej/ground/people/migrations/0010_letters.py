"""The letters of the world's scripts in Latin ones, so that a name is found in whichever script it is written or typed."""

from anyascii import anyascii
from django.db import migrations

LETTERS = """
CREATE TABLE people_letter (sign text COLLATE "C" PRIMARY KEY, latin text NOT NULL);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON people_letter FROM hjemvej_web;
"""
INDEX = """
DROP INDEX people_searchword_like;
CREATE INDEX people_searchword_like ON people_searchword USING gin (word gin_trgm_ops) WHERE left(word, 1) <> '~';
"""
GLOTTAL = range(0x0590, 0x0800)  # the sounds that Arabic and Hebrew write with a letter of their own are heard as an a
PRESENTED = (range(0xFB1D, 0xFE00), range(0xFE70, 0xFF00))


def latin(code):
    if code == 0x0627:  # alef
        return "a"
    found = anyascii(chr(code))
    if code in GLOTTAL or any(code in span for span in PRESENTED):
        found = found.replace("`", "a").replace("'", "a")
    return found


def fill(_apps, editor):
    rows = [(chr(code), latin(code)) for code in range(0x80, 0x10000) if not 0xD800 <= code < 0xE000]
    with editor.connection.cursor() as cursor, cursor.copy("COPY people_letter FROM STDIN") as copy:
        for row in rows:
            if row[1]:
                copy.write_row(row)


class Migration(migrations.Migration):
    dependencies = [("people", "0009_municipality_recorded_at")]
    operations = [
        migrations.RunSQL(LETTERS, "DROP TABLE people_letter"),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(INDEX, migrations.RunSQL.noop),
    ]
