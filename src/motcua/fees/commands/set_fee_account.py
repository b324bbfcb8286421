"""From a day on transfers of fees go to an account of the office."""

import re
from datetime import date, datetime

from django.db import transaction

from motcua.fees.events import FeeAccountSet
from motcua.fees.models import FeeAccount
from motcua.fees.rules.banks import banks
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def set_fee_account(
    *, actor: Actor, at: datetime, office_id: int, bank_bin: str, account: str, holder: str, valid_from: date, key: str | None = None
) -> None:
    """Name the account; another stays in force for the days before. Refused with ``incomplete`` for what is missing or unreadable."""
    actor.must("fee.account", office_id)

    told = (
        ("ngân hàng có trong danh sách VietQR", bank_bin in banks()),
        ("số tài khoản, chỉ chữ và số, nhiều nhất 19 ký tự", bool(re.fullmatch(r"[0-9A-Za-z]{1,19}", account))),
        ("tên chủ tài khoản, nhiều nhất 100 chữ", 0 < len(holder.strip()) <= 100),
    )
    missing = tuple(words for words, is_told in told if not is_told)
    if missing:
        raise Refusal(Code.INCOMPLETE, missing=missing, field="account")

    FeeAccount.objects.update_or_create(
        authority_id=actor.authority_id, office_id=office_id, valid_from=valid_from,
        defaults={"bank_bin": bank_bin, "account": account, "holder": holder.strip()},
    )  # fmt: skip

    record(FeeAccountSet(office_id=office_id, bank_bin=bank_bin, account=account, valid_from=valid_from), actor=actor, at=at, key=key)
