"""The journeys' fixtures: a browser, the program and a database of one's own work together."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_page_of_the_program_opens_in_the_browser(page: Page) -> None:
    answer = page.goto(reverse("sign-in"))
    assert answer is not None
    assert answer.ok
    assert page.get_by_role("button").count()


def test_a_journey_may_look_into_the_database_meanwhile(page: Page) -> None:
    page.goto(reverse("sign-in"))
    assert ContentType.objects.exists()
