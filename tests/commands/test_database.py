"""What the database itself keeps: ids in ranges, gap-free counters, encrypted and folded columns, entries that nobody changes."""

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.cases.models import Applicant, NumberSeries
from motcua.database.columns import decrypted, encrypted, keyed_index
from motcua.database.counters import next_numbers
from motcua.database.ranges import RANGE, reserve_ids
from motcua.journal.models import Entry
from tests.commands.playing import play, receive

pytestmark = pytest.mark.django_db


def test_a_numbered_database_gives_ids_from_its_own_range() -> None:
    before = Applicant.objects.create(authority_id=1, name="Trước")
    reserve_ids(7)
    after = Applicant.objects.create(authority_id=1, name="Sau")
    assert before.pk < RANGE and after.pk > 7 * RANGE


def test_reserving_ids_again_does_not_go_back() -> None:
    reserve_ids(7)
    first = Applicant.objects.create(authority_id=1, name="Một")
    reserve_ids(7)
    assert Applicant.objects.create(authority_id=1, name="Hai").pk > first.pk


def test_counters_count_each_series_by_itself_and_answer_in_the_order_asked() -> None:
    def next_of(*keys: tuple[int, int, str, str]) -> list[int]:
        return next_numbers(NumberSeries, keys, key_fields=NumberSeries.KEY)

    assert next_of((1, 1, "b", "2021"), (1, 1, "a", "2021")) == [1, 1]
    assert next_of((1, 1, "a", "2021")) == [2]
    assert next_of((1, 1, "b", "2021"), (1, 1, "a", "2021")) == [2, 3]


def test_what_is_encrypted_can_be_read_with_the_key_and_not_without() -> None:
    Applicant.objects.create(authority_id=1, name="Đinh Thị Hơ", id_number="052123456789")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, id_index FROM cases_applicant")
        [(stored, index)] = cursor.fetchall()
    assert b"052123456789" not in bytes(stored) and b"052123456789" not in bytes(index)
    assert decrypted(bytes(stored)) == "052123456789"
    found = Applicant.objects.get(id_index=keyed_index(" 0521 2345 6789"))
    assert (found.id_number, found.name_folded) == ("052123456789", "dinh thi ho")
    assert encrypted("x") != encrypted("x")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET payload = '{}'",
        "UPDATE journal_entry SET actor_name = actor_name",
        "DELETE FROM journal_entry",
        pytest.param(
            "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE journal_entry CASCADE",
            marks=pytest.mark.skipif("sqlite" in connection.vendor, reason="SQLite has no TRUNCATE"),
        ),
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(statement: str) -> None:
    play(receive("2021-03-01T08:00"))
    entries = Entry.objects.count()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == entries > 0
