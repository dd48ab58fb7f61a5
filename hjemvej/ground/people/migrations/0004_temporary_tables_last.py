"""Who is found is never asked of somebody's temporary table."""

from django.db import migrations

from hjemvej.platform.audit.tracking import temporary_tables_last


class Migration(migrations.Migration):
    dependencies = [("people", "0003_search")]
    operations = [
        temporary_tables_last(
            "people_keep_search_text", "people_renew_search_text", "people_keep_words",
            "people_candidates", "people_known_by_cpr", "people_survivor_of",
        )
    ]  # fmt: skip
