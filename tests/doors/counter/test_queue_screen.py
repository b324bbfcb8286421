"""The queue on the counter's screens, in the room and for the public."""

from datetime import timedelta

from motcua.queue.models import Attendance, CounterClose, Ticket
from tests.builders.browser import Browser
from tests.builders.district import District

QUEUE, CLOSE, COUNTER = "/q/quay/hang-cho/", "/q/quay/ket-ngay/", "/q/quay/"


def press(lan: Browser, do: str, **said: str) -> str:
    """The page after a button of the queue."""
    response = lan.send(QUEUE, lan.form(QUEUE), do=do, **{"from": "queue", **said})
    return lan.told(response, response.status_code)


def test_an_empty_queue_says_so_and_offers_numbers(lan: Browser) -> None:
    page = lan.page(QUEUE)
    assert "không ai chờ" in page and "Số thường" in page and "Người cao tuổi" in page and "chưa xác minh" in page
    assert 'value="call" data-primary data-key="F2" data-key-label="Gọi số tiếp theo" disabled' in page
    assert 'id="hang-cho"' not in lan.page(COUNTER) and f'href="{QUEUE}"' in lan.page(COUNTER), "the strip comes with the first number"


def test_a_number_is_drawn_printed_called_and_shown_in_the_room(lan: Browser, place: District) -> None:
    page = press(lan, "draw", group="cao-tuoi")
    ticket = Ticket.objects.get()
    assert f"/q/quay/hang-cho/so-{ticket.pk}.pdf" in page
    assert lan.client.get(f"/q/quay/hang-cho/so-{ticket.pk}.pdf").content.startswith(b"%PDF")
    assert "tên bàn" in press(lan, "call", place="")
    page = press(lan, "call", place="Bàn 1")
    assert "đang ở Bàn 1" in page and "Người cao tuổi" in page
    assert "đang ở Bàn 1" in lan.page(COUNTER), "the counter's first screen shows who stands there"
    room = lan.client.get(f"/hang-cho/{place.offices['huyen']}/").content.decode()
    assert "Mời số" in room and ">1<" in room and "Bàn 1" in room and 'http-equiv="refresh"' in room
    assert "Hôm nay chưa đủ số liệu" in lan.client.get("/hang-cho/").content.decode()


def test_the_place_is_typed_once(lan: Browser) -> None:
    for _ in range(2):
        press(lan, "draw")
    press(lan, "call", place="Cửa số 2")
    press(lan, "call", place="")
    assert list(Ticket.objects.values_list("place", flat=True)) == ["Cửa số 2", "Cửa số 2"]


def test_an_intake_is_the_tickets_outcome_by_itself_and_a_second_press_adds_nothing(lan: Browser, place: District) -> None:
    press(lan, "draw")
    press(lan, "call", place="Bàn 1")
    filing = {"do": "receive", "key": "k1", "name": "Đinh Thị Hơ", "procedure_id": place.procedures["P5"], "papers": ["don"]}
    filing["channel"] = "counter"
    for _ in range(2):
        assert lan.client.post("/q/quay/nhan/", filing).status_code == 302
    assert [(each.touch, each.ticket.number if each.ticket else 0) for each in Attendance.objects.all()] == [("received", 1)]


def test_guidance_is_kept_in_one_key_with_the_procedure_at_hand(lan: Browser, place: District) -> None:
    press(lan, "guided", procedure_id=str(place.procedures["P5"]))
    assert Attendance.objects.get().procedure_id == place.procedures["P5"]
    page = lan.page(f"/q/quay/nhan/?thu_tuc={place.procedures['P5']}")
    assert f'formaction="{QUEUE}"' in page and 'value="guided"' in page


def test_a_time_that_cannot_be_given_is_told_at_its_field_and_stays_typed(lan: Browser) -> None:
    page = press(lan, "draw", hour="2021-03-01T23:15")
    assert "giờ làm việc" in page and 'value="2021-03-01T23:15"' in page and Ticket.objects.count() == 0
    assert "ngày và giờ hẹn" in press(lan, "draw", hour="mai nhé")


def test_the_day_is_closed_on_one_page_and_the_morning_after_is_told(lan: Browser, place: District) -> None:
    press(lan, "draw")
    ticket = Ticket.objects.get()
    place.receive(name="Bị Bỏ Lại")
    form, reason = lan.form(CLOSE), f"left-{ticket.pk}"
    page = lan.told(lan.send(CLOSE, form), 422)
    assert "Chưa rõ vì sao các số 1" in page and 'href="#explained"' in page and 'id="explained"' in page
    page = lan.told(lan.send(CLOSE, form, **{reason: "went-away"}), 422)
    assert "Còn việc chưa xong" in page and "selected" in page, "what was chosen is not lost"
    assert "đã kết ngày" in lan.told(lan.send(CLOSE, form, **{reason: "went-away", "note": "Văn thư về sớm"}), 302)
    assert CounterClose.objects.get().left_open
    assert "đã kết" in press(lan, "draw")


def test_a_day_that_nobody_closed_is_told_on_the_counters_first_screen(lan: Browser, place: District) -> None:
    press(lan, "draw")
    Ticket.objects.update(day=place.now.date() - timedelta(days=3))
    page = lan.page(COUNTER)
    assert "Chưa kết ngày" in page and "?ngay=2021-02-26" in page
    assert "Kết ngày thứ Sáu 26/02/2021" in lan.page(f"{CLOSE}?ngay=2021-02-26")
    assert lan.client.get(f"{CLOSE}?ngay=hom-qua").status_code == 404
