"""Every change of a house, its rooms, places and hours is logged."""

from django.db import migrations

from hjemvej.platform.audit.tracking import track

TABLES = ("homes_house", "homes_openinghours", "homes_room", "homes_place", "homes_closure")


class Migration(migrations.Migration):
    dependencies = [("homes", "0001_initial"), ("audit", "0002_rights_of_the_web_role")]
    operations = [track(table) for table in TABLES]
