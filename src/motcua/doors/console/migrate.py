"""``motcua migrate``: make or upgrade the tables."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """This command takes none."""


def run(_: argparse.Namespace) -> int:
    """Bring the database to the tables of this program."""
    import django

    django.setup()
    upgrade()
    print("Các bảng dữ liệu đã sẵn sàng.")
    return 0


def upgrade() -> None:
    """Make or change the tables; a second time there is nothing to do."""
    from django.conf import settings
    from django.core.management import call_command

    from motcua.database.ranges import reserve_ids

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    reserve_ids(settings.DATABASE_NUMBER)
