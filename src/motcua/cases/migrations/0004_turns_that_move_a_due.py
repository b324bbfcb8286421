import motcua.law.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_the_book_has_no_gap'),
        ('offices', '0002_given_passwords'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='casespan',
            index=models.Index(condition=models.Q(('turn__in', (motcua.law.clock.Turn['STOP'], motcua.law.clock.Turn['GO'], motcua.law.clock.Turn['RESTART'], motcua.law.clock.Turn['EXTEND']))), fields=['authority_id', 'began_at'], name='turns_that_move_a_due'),
        ),
    ]
