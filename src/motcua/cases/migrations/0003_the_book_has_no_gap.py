from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_book_of_cases'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('authority_id', 'receiving_office', 'book_year', 'book_serial'), name='a_line_of_the_book_is_one_case'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('book_serial', None), ('book_year', None), ('booked_on', None)), models.Q(('accepted_at__isnull', False), ('book_serial__isnull', False), ('book_year__isnull', False), ('booked_on__isnull', False)), _connector='OR'), name='an_accepted_case_is_in_the_book'),
        ),
    ]
