"""The lists of procedures: drafts that wait, drafts set aside, versions approved; by words without accents and by kind of defect."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from motcua.catalogue.queries import Pile, pile, pile_counts
from motcua.catalogue.rules.drafts import BLOCKING, SENTENCES, DefectKind
from motcua.doors.shared.access import needs
from motcua.doors.shared.typed_words import line

A_PAGE = 50
NAMES = {Pile.WAITING: "Chờ duyệt", Pile.APPROVED: "Đã duyệt", Pile.ASIDE: "Gác lại"}


@needs("catalogue.approve")
def pile_page(request: HttpRequest) -> HttpResponse:
    """One pile with its search; the counts of each kind of defect are those of the whole pile."""
    told, words = request.GET.get("o", ""), line(request.GET.get("tim", ""))[:100]
    which = Pile(told) if told in list(Pile) else Pile.WAITING
    kind = request.GET.get("loi", "")
    page, authority_id = _page(request), request.actor.authority_id  # type: ignore[attr-defined]
    found = pile(which, authority_id=authority_id, words=words, kind=kind, first=(page - 1) * A_PAGE, most=A_PAGE)
    counts = pile_counts(authority_id=authority_id)
    shown = {
        "tabs": [(each, NAMES[each], counts[each]) for each in NAMES],
        "which": which, "words": words, "kind": kind, "found": found, "rows": [(row, _words(row.flaws)) for row in found.page],
        "kinds": [(each.value, SENTENCES[each].split(":")[0].rstrip("."), found.kinds[each]) for each in DefectKind if each in found.kinds],
        "page": page, "pages": -(-found.total // A_PAGE), "query": f"?{urlencode({'o': which.value, 'tim': words, 'loi': kind})}&",
    }  # fmt: skip
    return render(request, "setup/procedures.html", shown)


def _words(flaws: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Each kind of flaw in short, and whether it holds the draft back; those first."""
    told = [(SENTENCES[DefectKind(code)].split(":")[0].rstrip("."), code in BLOCKING) for code in flaws]
    return sorted(told, key=lambda each: not each[1])


def _page(request: HttpRequest) -> int:
    typed = request.GET.get("trang", "")
    return max(int(typed), 1) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
