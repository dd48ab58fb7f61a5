"""Call a row of the law a provision, since a rule is code that decides from it. The table and its log keep their name."""

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
