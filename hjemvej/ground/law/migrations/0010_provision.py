"""A row of the law is a provision: a rule in the code is what decides from it. The table, and the log of it, stay."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("law", "0009_answers_by_law_not_checked")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameModel("Rule", "Provision"),
                migrations.AlterModelTable("provision", "law_rule"),
            ],
            database_operations=[
                migrations.RunSQL(
                    "UPDATE django_content_type SET model = 'provision' WHERE (app_label, model) = ('law', 'rule')",
                    "UPDATE django_content_type SET model = 'rule' WHERE (app_label, model) = ('law', 'provision')",
                ),
            ],
        ),
    ]
