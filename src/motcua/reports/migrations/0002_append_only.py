"""From here on the database itself refuses to change or delete a submitted report."""

from django.db import migrations

from motcua.database.dialect import append_only


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [append_only("reports_issuedreport")]
