"""The ground of every table that belongs to one authority."""

from django.db import models


class TenantModel(models.Model):
    """A row of one authority; the authority leads list indexes and unique constraints, so that a database can be split by it."""

    authority_id = models.BigIntegerField()

    class Meta:
        abstract = True
