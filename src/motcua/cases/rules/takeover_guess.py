"""What an old system's headers and words probably mean: a proposal that a person looks at, never a decision."""

from collections.abc import Iterable, Mapping, Sequence

from motcua.cases.rules.channels import Channel
from motcua.cases.rules.takeover import Field, Mapped, Row, Standing
from motcua.kernel.cells import Cell, words
from motcua.kernel.fold import fold

_HEADERS: Mapping[Field, tuple[str, ...]] = {
    Field.NUMBER: ("ma so ho so", "ma ho so", "so ho so", "so bien nhan", "ma bien nhan", "mahoso", "file_number"),
    Field.FIRST_DUE: ("hen tra lan dau", "ngay hen lan dau", "ngay hen tra lan dau", "hen tra ban dau", "ngay hen ban dau", "ngay hen dau"),
    Field.DUE: ("ngay hen tra", "hen tra", "ngay hen", "han xu ly", "han giai quyet", "thoi han tra", "han tra", "due"),
    Field.ACCEPTED: ("ngay tiep nhan", "ngay nhan", "thoi gian tiep nhan", "ngay nop", "tiep nhan luc", "accepted"),
    Field.RETURNED: ("ngay tra ket qua", "ngay tra", "thoi gian tra", "ngay ket thuc", "returned"),
    Field.SETTLED: ("ngay co ket qua", "ngay hoan thanh", "ngay xu ly xong", "ngay giai quyet xong", "ngay giai quyet", "settled"),
    Field.SINCE: ("ngay yeu cau bo sung", "ngay tam dung", "ngay vao trang thai", "ngay chuyen trang thai", "since"),
    Field.STATE: ("trang thai", "tinh trang", "state"),
    Field.PROCEDURE: ("ma thu tuc", "ma tthc", "ten thu tuc", "thu tuc", "tthc", "procedure"),
    Field.APPLICANT: (
        "chu ho so", "nguoi nop", "ho ten nguoi nop", "ten nguoi nop", "to chuc, ca nhan", "ho va ten", "ho ten", "cong dan", "applicant",
    ),
    Field.PHONE: ("dien thoai", "so dien thoai", "sdt", "di dong", "phone"),
    Field.ID_NUMBER: ("cccd", "cmnd", "so dinh danh", "so giay to", "can cuoc", "id_number"),
    Field.ADDRESS: ("dia chi", "address"),
    Field.CHANNEL: ("hinh thuc nop", "cach nop", "kenh nop", "hinh thuc tiep nhan", "hinh thuc", "channel"),
    Field.OFFICE: ("don vi dang xu ly", "co quan dang giu", "don vi xu ly", "co quan xu ly", "phong ban", "don vi", "office"),
    Field.PERSON: ("can bo thu ly", "nguoi thu ly", "nguoi xu ly", "can bo xu ly", "can bo dang xu ly", "can bo", "person"),
}  # fmt: skip
_STATES: tuple[tuple[str, Standing], ...] = (
    ("tu choi tiep nhan", Standing.SKIPPED),
    ("chua tiep nhan", Standing.SKIPPED),
    ("cho tiep nhan", Standing.SKIPPED),
    ("tu choi", Standing.REFUSED),
    ("khong giai quyet", Standing.REFUSED),
    ("rut", Standing.WITHDRAWN),
    ("dung giai quyet", Standing.DISCONTINUED),
    ("dung xu ly", Standing.DISCONTINUED),
    ("huy", Standing.DISCONTINUED),
    ("bo sung", Standing.AWAITING_SUPPLEMENT),
    ("nghia vu tai chinh", Standing.AWAITING_OBLIGATION),
    ("nop thue", Standing.AWAITING_OBLIGATION),
    ("tam dung", Standing.PAUSED),
    ("da tra", Standing.RETURNED),
    ("da nhan ket qua", Standing.RETURNED),
    ("ket thuc", Standing.RETURNED),
    ("cho tra", Standing.SETTLED),
    ("co ket qua", Standing.SETTLED),
    ("da xu ly", Standing.SETTLED),
    ("da giai quyet", Standing.SETTLED),
    ("xu ly xong", Standing.SETTLED),
    ("hoan thanh", Standing.SETTLED),
    ("moi tiep nhan", Standing.ACCEPTED),
    ("da tiep nhan", Standing.ACCEPTED),
    ("dang", Standing.IN_PROGRESS),
    ("cho phe duyet", Standing.IN_PROGRESS),
    ("cho ky", Standing.IN_PROGRESS),
    ("qua han", Standing.IN_PROGRESS),
    ("trong han", Standing.IN_PROGRESS),
)
"""Words in a state → its meaning; the first that is found counts."""
_CHANNELS: tuple[tuple[str, Channel], ...] = (
    ("truc tuyen", Channel.SELF_ONLINE),
    ("online", Channel.SELF_ONLINE),
    ("dich vu cong", Channel.SELF_ONLINE),
    ("buu chinh", Channel.POST),
    ("buu dien", Channel.POST),
    ("truc tiep", Channel.COUNTER),
    ("tai quay", Channel.COUNTER),
    ("mot cua", Channel.COUNTER),
)


def guessed_columns(headers: Iterable[str]) -> dict[Field, str]:
    """Field → the header that names it best: the same words before words that begin alike; each header once."""
    left = {fold(header): header for header in headers if header}
    found: dict[Field, str] = {}
    for is_meant in (_is_the_same, _begins_alike):
        for field, names in _HEADERS.items():
            match = next((header for name in names for header in left if field not in found and is_meant(header, name)), None)
            if match is not None:
                found[field] = left.pop(match)
    return found


def _is_the_same(header: str, name: str) -> bool:
    return header == name


def _begins_alike(header: str, name: str) -> bool:
    return header.startswith(name)


def header_place(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The index of the row that looks most like headers; none where no row names a number and a date."""
    scored = [(len(guessed_columns([words(cell) for cell in row])), -at) for at, row in enumerate(rows)]
    best = max(scored, default=(0, 0))
    return -best[1] if best[0] >= 3 else None


def guessed_words(mapped: Mapped, rows: Iterable[Row]) -> Mapped:
    """``mapped`` with a meaning for every state and channel of ``rows`` that has none yet and can be guessed."""
    states, channels = dict(mapped.states), dict(mapped.channels)
    for row in rows:
        _guess(states, words(row.get(Field.STATE)), _STATES)
        _guess(channels, words(row.get(Field.CHANNEL)), _CHANNELS)
    return Mapped(mapped.columns, states, mapped.procedures, mapped.offices, mapped.people, channels)


def _guess(known: dict[str, Standing] | dict[str, Channel], said: str, table: Iterable[tuple[str, Standing | Channel]]) -> None:
    folded = fold(said)
    meant = next((meaning for name, meaning in table if name in folded), None)
    if folded and folded not in known and meant is not None:
        known[folded] = meant  # type: ignore[assignment]
