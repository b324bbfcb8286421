"""The tables of fees: orders, receipts, closed days, and the accounts to which transfers go; of bank statements in statements.py."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import models
from django.db.models import F, Q

from motcua.database.counters import next_numbers
from motcua.database.tenant import TenantModel
from motcua.fees.events import FeeCollected
from motcua.fees.rules.charges import Charge, Method, OrderState, new_reference, total
from motcua.fees.rules.vietqr import Transfer
from motcua.fees.statements import Statement as Statement
from motcua.fees.statements import StatementColumns as StatementColumns
from motcua.fees.statements import StatementLine as StatementLine
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date


class FeeOrder(TenantModel):
    """What is owed for one subject (a case, known by its id alone), to be collected at ``office``.

    ``amount`` is of one piece, none where the list of procedures leaves it open; ``reference`` is what a transfer must name.
    """

    subject_id = models.BigIntegerField()
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=300)
    payer = models.CharField(max_length=200)
    charges = models.JSONField()
    amount = models.BigIntegerField(null=True)
    reference = models.CharField(max_length=12)
    state = models.CharField(max_length=8, choices=[(state.value, state.value) for state in OrderState], default=OrderState.OWED)
    opened_at = models.DateTimeField()
    waived_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "reference"], name="a_reference_means_one_order"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="nothing_negative_is_owed"),
            models.CheckConstraint(condition=~Q(state=OrderState.WAIVED) | ~Q(waived_reason=""), name="a_waived_fee_has_its_reason"),
        ]
        indexes = [
            models.Index(fields=["authority_id", "subject_id"], name="orders_of_a_subject"),
            models.Index(fields=["authority_id", "office", "-id"], condition=Q(state=OrderState.OWED), name="owed_at_an_office"),
        ]

    @classmethod
    def open_for(
        cls, subject_id: int, charges: Iterable[Charge], *, authority_id: int, office_id: int, about: str, payer: str, at: datetime
    ) -> None:
        """Open an order for what is charged; where nothing is, there is none."""
        lines = list(charges)
        if lines:
            cls.objects.create(
                authority_id=authority_id, subject_id=subject_id, office_id=office_id, about=about[:300], payer=payer, opened_at=at,
                charges=[line.plain for line in lines], amount=total(lines), reference=new_reference(),
            )  # fmt: skip


class FeeReceipt(TenantModel):
    """Money taken for an order: numbered without a gap per office and year, never used again, void only by two people."""

    order = models.ForeignKey(FeeOrder, on_delete=models.PROTECT, related_name="receipts")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    quantity = models.PositiveIntegerField(default=1)
    method = models.CharField(max_length=10, choices=[(method.value, method.value) for method in Method])
    proof = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    taken_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    taken_on = models.DateField()
    void_asked_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    void_asked_at = models.DateTimeField(null=True)
    void_reason = models.TextField(blank=True)
    voided_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "office", "year", "number"], name="a_fee_receipt_is_numbered_once"),
            models.UniqueConstraint(fields=["order"], condition=Q(voided_at=None), name="an_order_is_paid_once"),
            models.CheckConstraint(condition=Q(amount__gte=0, quantity__gte=1), name="a_fee_receipt_is_of_something"),
            models.CheckConstraint(
                condition=Q(voided_at=None, voided_by=None)
                | Q(voided_at__isnull=False, voided_by__isnull=False, void_asked_by__isnull=False) & ~Q(voided_by=F("void_asked_by")),
                name="a_fee_receipt_is_void_by_two",
            ),
            models.CheckConstraint(
                condition=Q(void_asked_by=None, void_asked_at=None, void_reason="")
                | Q(void_asked_by__isnull=False, void_asked_at__isnull=False) & ~Q(void_reason=""),
                name="a_void_has_its_reason",
            ),
        ]
        indexes = [models.Index(fields=["authority_id", "office", "taken_on"], name="fee_receipts_of_a_day")]

    @property
    def label(self) -> str:
        """ "0012/2021": the number as it is printed."""
        return f"{self.number:04d}/{self.year}"

    @classmethod
    def take(
        cls, order: FeeOrder, *, piece: int, quantity: int, method: Method, proof: str, basis: str = "", actor: Actor, at: datetime
    ) -> "FeeReceipt":
        """Take ``quantity`` times ``piece`` đồng for ``order``, then paid; the number is the last lock that a transaction takes."""
        day = local_date(at)
        order.state = OrderState.PAID
        order.save(update_fields=["state"])
        return cls.objects.create(
            authority_id=order.authority_id, order=order, office_id=order.office_id, year=day.year,
            number=ReceiptSeries.next(order.authority_id, order.office_id, day.year), amount=piece * quantity, quantity=quantity,
            method=method, proof=proof.strip(), basis="" if order.amount is not None else basis.strip(),
            taken_by_id=actor.person_id or 0, taken_at=at, taken_on=day,
        )  # fmt: skip

    @property
    def fact(self) -> FeeCollected:
        """What the journal says of it."""
        return FeeCollected(
            order_id=self.order.pk, subject_id=self.order.subject_id, receipt=self.label, amount=self.amount, quantity=self.quantity,
            method=Method(self.method).value, basis=self.basis, proof=self.proof,
        )  # fmt: skip


class ReceiptSeries(TenantModel):
    """The last receipt number of an office and year."""

    KEY = ("authority_id", "office_id", "year")

    office_id = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "office_id", "year"], name="one_series_of_fee_receipts")]

    @classmethod
    def next(cls, authority_id: int, office_id: int, year: int) -> int:
        """The next number; the last lock that a transaction takes."""
        [number] = next_numbers(cls, [(authority_id, office_id, year)], key_fields=cls.KEY)
        return number


class DrawerClose(TenantModel):
    """One day of one office's drawer, counted and closed; its receipts stand from then on."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    closed_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    expected_cash = models.BigIntegerField()
    counted_cash = models.BigIntegerField()
    transfer = models.BigIntegerField()
    elsewhere = models.BigIntegerField()
    receipts = models.PositiveIntegerField()
    void = models.PositiveIntegerField()
    explanation = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "office", "day"], name="a_drawer_is_closed_once_a_day"),
            models.CheckConstraint(
                condition=Q(counted_cash=F("expected_cash")) | ~Q(explanation=""), name="a_drawer_is_closed_at_zero_or_explained"
            ),
        ]


class FeeAccount(TenantModel):
    """The account to which transfers for an office go, from ``valid_from`` until a later one."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    bank_bin = models.CharField(max_length=6)
    account = models.CharField(max_length=19)
    holder = models.CharField(max_length=100)
    valid_from = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "office", "valid_from"], name="one_fee_account_from_a_day")]

    @classmethod
    def on(cls, day: date, *, authority_id: int, office_id: int) -> "FeeAccount | None":
        """The account in force on ``day``."""
        mine = cls.objects.filter(authority_id=authority_id, office_id=office_id, valid_from__lte=day)
        return mine.order_by("-valid_from").first()

    def transfer(self, amount: int, reference: str) -> Transfer:
        """What a QR for ``amount`` asks the payer's bank to do."""
        return Transfer(self.bank_bin, self.account, amount, reference)
