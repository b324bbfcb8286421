"""Reads of fees for screens, and what a command needs at hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from motcua.database import dialect
from motcua.fees.models import DrawerClose, FeeAccount, FeeOrder, FeeReceipt
from motcua.fees.rules.charges import Charge, Method, OrderState
from motcua.fees.rules.drawer import Sums, Taken, sums_of
from motcua.fees.rules.vietqr import Transfer
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal

MOST = 50


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt as the cashier sees it; ``void_asked_by`` waits for a second person unless it is void already."""

    id: int
    order_id: int
    label: str
    amount: int
    quantity: int
    method: Method
    proof: str
    about: str
    payer: str
    taken_by: str
    taken_at: datetime
    void_asked_by: str
    void_asked_by_id: int | None
    void_reason: str
    is_void: bool
    voided_by: str


@dataclass(frozen=True, slots=True)
class Order:
    """What is owed for a case, with everything that its page shows."""

    id: int
    subject_id: int
    office_id: int
    about: str
    payer: str
    charges: tuple[Charge, ...]
    amount: int | None
    reference: str
    state: OrderState
    opened_at: datetime
    waived_reason: str
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day of an office's drawer."""

    day: date
    sums: Sums
    receipts: tuple[Receipt, ...]
    close: DrawerClose | None


def tills_of(actor: Actor) -> frozenset[int]:
    """The offices whose fees the actor collects himself."""
    return frozenset(grant.office_id for grant in actor.grants if "fee.collect" in grant.permissions)


def reached_with(permission: str, actor: Actor) -> frozenset[int]:
    """The offices for which the actor holds ``permission``, with those below where his role reaches them."""
    return frozenset().union(*(grant.reach for grant in actor.grants if permission in grant.permissions), frozenset[int]())


def orders_owed(tills: Iterable[int], *, authority_id: int, words: str = "") -> tuple[Order, ...]:
    """What is owed at these offices, newest first; ``words``: part of a file number, a name or a reference."""
    rows = FeeOrder.objects.filter(authority_id=authority_id, office__in=tills, state=OrderState.OWED)
    for word in words.split():
        rows = rows.filter(Q(about__icontains=word) | Q(payer__icontains=word) | Q(reference__iexact=word))
    return tuple(_order(row) for row in rows.order_by("-id")[:MOST])


def orders_like(*, authority_id: int, office_id: int, amount: int) -> tuple[Order, ...]:
    """What is owed at an office and comes to exactly ``amount`` đồng, newest first."""
    rows = FeeOrder.objects.filter(authority_id=authority_id, office_id=office_id, state=OrderState.OWED, amount=amount)
    return tuple(_order(row) for row in rows.order_by("-id")[:MOST])


def order_named(words: str, tills: Iterable[int], *, authority_id: int) -> Order | None:
    """The one order at these offices that is owed under this reference or file number; none where there is no such, or more than one."""
    bare = "".join(words.split())
    rows = FeeOrder.objects.filter(authority_id=authority_id, office__in=tills, state=OrderState.OWED)
    found = list(rows.filter(Q(reference__iexact=bare) | Q(about__startswith=f"{bare} "))[:2]) if bare else []
    return _order(found[0]) if len(found) == 1 else None


def order_of(order_id: int, tills: Iterable[int], *, authority_id: int) -> Order:
    """One order with its receipts; FeeOrder.DoesNotExist for others'."""
    row = FeeOrder.objects.get(pk=order_id, authority_id=authority_id, office__in=tills)
    receipts = FeeReceipt.objects.filter(order=row).select_related("order", "taken_by", "void_asked_by", "voided_by").order_by("id")
    return _order(row, tuple(map(_receipt, receipts)))


def orders_of(subject_id: int, *, authority_id: int) -> tuple[Order, ...]:
    """The orders of one case, oldest first."""
    return tuple(_order(row) for row in FeeOrder.objects.filter(authority_id=authority_id, subject_id=subject_id).order_by("id"))


def owed_for(subject_id: int, *, authority_id: int) -> Order | None:
    """The order of a case that is still owed."""
    return next((order for order in orders_of(subject_id, authority_id=authority_id) if order.state is OrderState.OWED), None)


def owed_by(subject_ids: Iterable[int], *, authority_id: int) -> frozenset[int]:
    """Of these cases those whose fee is still owed, in one statement."""
    rows = FeeOrder.objects.filter(authority_id=authority_id, subject_id__in=list(subject_ids), state=OrderState.OWED)
    return frozenset(rows.values_list("subject_id", flat=True))


def receipt_of(receipt_id: int, tills: Iterable[int], *, authority_id: int) -> Receipt:
    """One receipt; FeeReceipt.DoesNotExist for others'."""
    return _receipt(_receipts(tills, authority_id).get(pk=receipt_id))


def day_of(day: date, office_id: int, *, authority_id: int) -> Day:
    """The drawer of an office on ``day``."""
    rows = list(_receipts((office_id,), authority_id).filter(taken_on=day).order_by("number"))
    sums = sums_of(Taken(row.amount, Method(row.method), row.voided_at is not None) for row in rows)
    close = DrawerClose.objects.filter(authority_id=authority_id, office_id=office_id, day=day).select_related("closed_by").first()
    return Day(day, sums, tuple(map(_receipt, rows)), close)


def days_left_open(tills: Iterable[int], *, authority_id: int, before: date) -> tuple[tuple[int, date], ...]:
    """The (office, day) before ``before`` on which money was taken and the drawer never closed, oldest first."""
    days = FeeReceipt.objects.filter(authority_id=authority_id, office__in=tills, taken_on__lt=before)
    taken = set(days.values_list("office_id", "taken_on").distinct())
    closed = set(DrawerClose.objects.filter(authority_id=authority_id, office__in=tills).values_list("office_id", "day"))
    return tuple(sorted(taken - closed, key=lambda each: (each[1], each[0])))


def voids_asked(offices: Iterable[int], *, authority_id: int) -> tuple[Receipt, ...]:
    """Receipts that somebody wishes void, and no second person has settled."""
    rows = _receipts(offices, authority_id).filter(void_asked_by__isnull=False, voided_at=None)
    return tuple(map(_receipt, rows.order_by("void_asked_at")[:MOST]))


def account_on(day: date, office_id: int, *, authority_id: int) -> FeeAccount | None:
    """Where transfers for an office go."""
    return FeeAccount.on(day, authority_id=authority_id, office_id=office_id)


def transfer_for(order: Order, amount: int, *, authority_id: int, day: date) -> Transfer | None:
    """What the QR of an order asks for; none where the office has no account yet."""
    account = account_on(day, order.office_id, authority_id=authority_id)
    return account.transfer(amount, order.reference) if account and amount else None


def order_at_hand(order_id: int, *, actor: Actor) -> FeeOrder:
    """The order, locked; FeeOrder.DoesNotExist when the authority has none such."""
    return FeeOrder.objects.select_for_update(of=("self",)).get(pk=order_id, authority_id=actor.authority_id)


def receipt_at_hand(receipt_id: int, *, actor: Actor) -> FeeReceipt:
    """The receipt, locked; FeeReceipt.DoesNotExist when the authority has none such."""
    rows = FeeReceipt.objects.select_related("order").select_for_update(of=("self",))
    return rows.get(pk=receipt_id, authority_id=actor.authority_id)


def must_be_open_day(office_id: int, day: date, *, authority_id: int) -> None:
    """Refuse with ``drawer-closed`` once the day of the office's drawer has been closed; nobody closes it before the transaction ends."""
    dialect.hold(authority_id)
    if DrawerClose.objects.filter(authority_id=authority_id, office_id=office_id, day=day).exists():
        raise Refusal(Code.DRAWER_CLOSED, day=day)


def _receipts(offices: Iterable[int], authority_id: int) -> QuerySet[FeeReceipt]:
    rows = FeeReceipt.objects.filter(authority_id=authority_id, office__in=offices)
    return rows.select_related("order", "taken_by", "void_asked_by", "voided_by")


def _order(row: FeeOrder, receipts: tuple[Receipt, ...] = ()) -> Order:
    return Order(
        id=row.pk,
        subject_id=row.subject_id,
        office_id=row.office_id,
        about=row.about,
        payer=row.payer,
        charges=tuple(Charge(**line) for line in row.charges),
        amount=row.amount,
        reference=row.reference,
        state=OrderState(row.state),
        opened_at=local(row.opened_at),
        waived_reason=row.waived_reason,
        receipts=receipts,
    )


def _receipt(row: FeeReceipt) -> Receipt:
    return Receipt(
        id=row.pk,
        order_id=row.order_id,
        label=row.label,
        amount=row.amount,
        quantity=row.quantity,
        method=Method(row.method),
        proof=row.proof,
        about=row.order.about,
        payer=row.order.payer,
        taken_by=row.taken_by.name,
        taken_at=local(row.taken_at),
        void_asked_by=row.void_asked_by.name if row.void_asked_by else "",
        void_asked_by_id=row.void_asked_by_id,
        void_reason=row.void_reason,
        is_void=row.voided_at is not None,
        voided_by=row.voided_by.name if row.voided_by else "",
    )
