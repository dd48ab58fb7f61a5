"""Search words in the order of their bytes, whatever the database's locale, so that words with a beginning lie together."""

from django.db import migrations

FORTH = 'ALTER TABLE people_searchword ALTER COLUMN word TYPE text COLLATE "C"'
BACK = 'ALTER TABLE people_searchword ALTER COLUMN word TYPE text COLLATE "default"'


class Migration(migrations.Migration):
    dependencies = [("people", "0010_letters")]
    operations = [migrations.RunSQL(FORTH, BACK)]
