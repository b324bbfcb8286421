"""A compiled read tells what the same query tells, whatever the values."""

from datetime import timedelta

import pytest

from motcua.database.compiled import Compiled
from motcua.journal.models import Entry
from motcua.journal.queries import done_with
from motcua.offices.models import Assignment, Person
from motcua.offices.queries import actor_of
from tests.builders.district import MONDAY, district

pytestmark = pytest.mark.django_db


def test_a_compiled_read_gives_the_rows_of_its_query_for_each_value() -> None:
    place = district()
    place.receive()
    newest = Compiled(lambda number, kind: Entry.objects.filter(case_id__gte=number, kind=kind).order_by("-id"), number=-1, kind="?")
    for number, kind in ((0, "case-received"), (1, "case-received"), (10**15, "case-received"), (0, "procedure-enacted")):
        assert list(newest(number=number, kind=kind)) == list(Entry.objects.filter(case_id__gte=number, kind=kind).order_by("-id"))


def test_moments_of_a_compiled_read_are_moments() -> None:
    district()
    of_authority = Compiled(lambda authority: Entry.objects.filter(authority_id__gt=authority), authority=-1)
    assert [entry.recorded_at for entry in of_authority(authority=0)] == [entry.recorded_at for entry in Entry.objects.all()]


def test_a_sample_that_the_query_does_not_hold_is_refused() -> None:
    forgetful = Compiled(lambda number, other: Entry.objects.filter(case_id=number), number=-1, other=-2)
    with pytest.raises(ValueError, match="other"):
        forgetful(number=1, other=2)


def test_an_actor_has_the_roles_of_the_day_and_none_without_any() -> None:
    place = district()
    ngoc, today = place.people["ngoc"].pk, MONDAY.date()
    Assignment.objects.filter(person_id=ngoc, role="clerk").update(valid_to=today)
    yesterday = actor_of(ngoc, day=today - timedelta(days=1))
    now = actor_of(ngoc, day=today)
    assert yesterday and [grant.role for grant in yesterday.grants] == ["clerk", "handler"]
    assert now and [grant.role for grant in now.grants] == ["handler"]
    assert (now.name, now.authority_id, now.person_id) == ("Vũ Thị Ngọc", place.authority_id, ngoc)
    Assignment.objects.filter(person_id=ngoc).update(valid_to=today)
    assert actor_of(ngoc, day=today) is None


def test_an_actor_is_none_once_the_password_has_changed() -> None:
    lan = district().people["lan"]
    session = lan.get_session_auth_hash()
    assert actor_of(lan.pk, day=MONDAY.date(), session_hash=session)
    Person.objects.filter(pk=lan.pk).update(password="another")
    assert actor_of(lan.pk, day=MONDAY.date(), session_hash=session) is None


def test_a_key_tells_its_entry_and_an_unused_one_none() -> None:
    place = district()
    entry = Entry.objects.latest("id")
    assert done_with("never", authority_id=place.authority_id) is None
    assert entry.key is None or done_with(entry.key, authority_id=place.authority_id) == entry
