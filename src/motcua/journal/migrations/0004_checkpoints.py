"""Signed checkpoints of the journal, which the database refuses to change or delete as it does entries."""

from django.db import migrations, models

from motcua.database.dialect import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0003_entries_of_an_authority'),
    ]

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('up_to', models.BigIntegerField()),
                ('count', models.BigIntegerField()),
                ('root', models.CharField(max_length=64)),
                ('previous', models.CharField(max_length=64)),
                ('sealed_at', models.DateTimeField()),
                ('is_after_restore', models.BooleanField()),
                ('public_key', models.CharField(max_length=64)),
                ('signature', models.CharField(max_length=128)),
                ('vouched', models.CharField(blank=True, max_length=128)),
                ('digest', models.CharField(max_length=64)),
            ],
        ),
        append_only('journal_checkpoint'),
    ]
