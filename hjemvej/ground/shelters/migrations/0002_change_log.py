"""Every change of a house, its rooms, places and hours is logged."""

from django.db import migrations

from hjemvej.platform.audit.tracking import track

TABLES = ("shelters_house", "shelters_openinghours", "shelters_room", "shelters_place", "shelters_closure")


class Migration(migrations.Migration):
    dependencies = [("shelters", "0001_initial"), ("audit", "0002_rights_of_the_web_role")]
    operations = [track(table) for table in TABLES]
