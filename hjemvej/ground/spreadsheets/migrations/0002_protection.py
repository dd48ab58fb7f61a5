"""A file belongs to the one who uploaded it alone; rows that came in are seen by those who know the person."""

from django.db import migrations

from hjemvej.platform.access.protection import USER, policy, protect


class Migration(migrations.Migration):
    dependencies = [("spreadsheets", "0001_initial"), ("people", "0002_protection")]
    operations = [
        policy("spreadsheets_upload", f"user_id = {USER}"),
        *protect("spreadsheets_importedrow"),
    ]
