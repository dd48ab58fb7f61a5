"""End every session: their keys stood in the table as the browsers have them; from now on only their hashes do."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_sign_in"), ("sessions", "0001_initial")]
    operations = [migrations.RunSQL("DELETE FROM django_session", migrations.RunSQL.noop)]
