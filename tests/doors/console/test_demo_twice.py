"""The demonstration's story told twice: the same seed gives the same cases, in databases that know nothing of each other."""

from typing import Any

from motcua.cases.models import Case
from motcua.catalogue.queries import forget as forget_procedures
from motcua.doors.console.demonstration.building import wait_for_no_disk
from motcua.doors.console.demonstration.scene import Fate, Scene
from motcua.doors.console.demonstration.scenes import scenes
from motcua.doors.console.demonstration.story import tell
from motcua.offices.queries import forget as forget_offices
from tests.live_database import clone_of_the_database

PROFILE = "van-canh-2021"


def _small() -> list[Scene]:
    """One scene of each fate."""
    by_fate = {scene.fate: scene for scene in scenes()}
    assert set(by_fate) == set(Fate)
    return list(by_fate.values())


def _facts() -> list[tuple[Any, ...]]:
    """What can be told of the cases without ids and random codes."""
    return [
        (
            case.procedure.code, case.state, case.file_number, case.applicant.name, case.applicant.id_number, case.submitted_at,
            case.due_at, case.returned_at, case.holder_office.key, case.handler.key if case.handler else None,
            [(span.state, span.began_at, span.turn) for span in case.spans.order_by("id")],
        )
        for case in Case.objects.select_related("procedure", "applicant", "handler", "holder_office").order_by("id")
    ]  # fmt: skip


def test_the_same_seed_tells_the_same_story(django_db_setup: None, django_db_blocker: Any) -> None:
    stories = []
    for _ in range(2):
        with clone_of_the_database(django_db_blocker):
            wait_for_no_disk()
            forget_procedures()
            forget_offices()
            tell(PROFILE, of=_small())
            stories.append(_facts())
    assert len(stories[0]) == len(Fate)
    assert stories[0] == stories[1]
