"""Every change of an upload is logged; what stands in the file, and what it is called, is not."""

from django.db import migrations

from hjemvej.platform.audit.tracking import track


class Migration(migrations.Migration):
    dependencies = [("spreadsheets", "0002_protection")]
    operations = [track("spreadsheets_upload", masked=("content", "filename"))]
