"""Whom a case is shown to: one by one or by the thousand, the same cases."""

import pytest

from motcua.cases.queries.visible import many_visible_to, visible_to
from tests.builders.district import PEOPLE
from tests.builders.situations import consulted, furnished, joint_online, settled, submitted

pytestmark = pytest.mark.django_db


def test_both_ways_of_asking_find_the_same_cases_and_no_others() -> None:
    here = furnished()
    case_ids = [here.transferred(), consulted(here), joint_online(here), settled(here), submitted(here)]
    seen = {}
    for person in PEOPLE:
        actor = here.actor(person.key)
        seen[person.key] = sorted(visible_to(actor).values_list("pk", flat=True))
        assert seen[person.key] == sorted(many_visible_to(actor).values_list("pk", flat=True))
    assert seen["khoa"] == seen["lan"] == case_ids
    assert seen["minh"] == case_ids, "its division leads them all"
    assert seen["tu"] == case_ids[1:3], "asked about one, with a part in another"
    assert seen["thao"] == []
