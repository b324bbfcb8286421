"""From here on the database itself refuses to change or delete an entry."""

from django.db import migrations

from motcua.database.dialect import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [append_only("journal_entry")]
