"""A form is an act once: twins sent at the same moment, a page sent again, a key of somebody else."""

import threading
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from motcua.cases.models import Case
from tests.builders.browser import Browser, form_having
from tests.builders.district import district

INTAKE = "/q/quay/nhan/"


def test_twins_sent_at_the_same_moment_are_one_case_with_one_answer(live_database: str, monkeypatch: Any) -> None:
    place = district()
    lan = Browser(place, "lan", monkeypatch)
    first = lan.send(INTAKE, lan.form(INTAKE), do="choose", words="P5", name="Đinh Văn Bê")
    values = {**form_having(lan.told(first), "procedure_id").values, "do": "receive", "papers": ["don"]}
    answers: list[str] = []
    start = threading.Barrier(6)

    def send() -> None:
        client = Client()
        client.cookies = lan.client.cookies
        start.wait()
        try:
            response = client.post(INTAKE, values)
            answers.append(response.headers.get("Location", str(response.status_code)))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1 and answers[0].startswith("/q/quay/da-nhan/")
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_a_key_of_another_officer_gives_no_answer_of_his(monkeypatch: Any) -> None:
    from motcua.offices.rules.plan import PersonPlan

    place = district(people=(PersonPlan(key="yen", name="Bùi Thị Yến", office="huyen", roles=("receptionist",)),))
    lan, yen = Browser(place, "lan", monkeypatch), Browser(place, "yen", monkeypatch)
    form = form_having(lan.told(lan.send(INTAKE, lan.form(INTAKE), do="choose", words="P5", name="Đinh Văn Bê")), "procedure_id")
    lan.send(INTAKE, form, do="receive", papers=["don"])
    assert yen.send(INTAKE, form, do="receive", papers=["don"]).status_code == 409
