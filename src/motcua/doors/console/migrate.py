"""``motcua migrate``: make or upgrade the tables."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """This command takes none."""


def run(_: argparse.Namespace) -> int:
    """Bring the database to the tables of this program."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    print("Các bảng dữ liệu đã sẵn sàng.")
    return 0
