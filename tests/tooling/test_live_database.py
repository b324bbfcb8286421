"""The clone that tests with real commits get, on whichever database this run uses."""

import threading

from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections, transaction

LABEL = "committed_by_a_test"


def _commit_one() -> None:
    with transaction.atomic(durable=True):
        ContentType.objects.create(app_label=LABEL, model=f"model{threading.get_ident()}")


def test_threads_see_what_other_threads_committed(live_database: str) -> None:
    def in_a_thread() -> None:
        _commit_one()
        connections.close_all()

    threads = [threading.Thread(target=in_a_thread) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _commit_one()
    assert ContentType.objects.filter(app_label=LABEL).count() == 3


def test_the_next_clone_knows_nothing_of_the_last(live_database: str) -> None:
    assert not ContentType.objects.filter(app_label=LABEL).exists()
    assert ContentType.objects.exists(), "a clone is migrated"
    _commit_one()


def test_the_test_database_itself_stays_clean(db: None) -> None:
    assert not ContentType.objects.filter(app_label=LABEL).exists()
    assert not str(connection.settings_dict["NAME"]).endswith("_live")
