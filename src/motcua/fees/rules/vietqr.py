"""The QR by which a bank's application pays a fee: EMVCo merchant-presented mode with NAPAS's account information (VietQR).

A payload is a row of fields "ID(2) LENGTH(2) VALUE"; the last one, 63, is CRC-16/CCITT-FALSE over everything up to and including "6304".
Source of the fields and of the test vectors: the examples that ship with the MIT package vietnam-qr-pay 1.5.1.
"""

import re
from dataclasses import dataclass

from motcua.kernel.fold import fold

_NAPAS, _TO_ACCOUNT = "A000000727", "QRIBFTTA"
_DONG, _COUNTRY = "704", "VN"
_LONGEST_PURPOSE = 50
_LENGTH = 99


class PayloadError(ValueError):
    """A text that is no VietQR payload, or one that was changed; its words say why in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """What a payload asks for: to which account of which bank (BIN), how much (none: the payer decides), with which words."""

    bank_bin: str
    account: str
    amount: int | None = None
    purpose: str = ""


def payload(to: Transfer) -> str:
    """The text of the QR; ValueError where the bank's number, the account or the amount cannot stand in one."""
    if not re.fullmatch(r"\d{6}", to.bank_bin) or not re.fullmatch(r"[0-9A-Za-z]{1,19}", to.account):
        raise ValueError(f"no account of a bank: {to.bank_bin}/{to.account}")
    if to.amount is not None and not 0 < to.amount < 10**13:
        raise ValueError(f"no amount of a transfer: {to.amount}")
    beneficiary = _field("00", to.bank_bin) + _field("01", to.account)
    merchant = _field("00", _NAPAS) + _field("01", beneficiary) + _field("02", _TO_ACCOUNT)
    words = plain(to.purpose)
    body = (
        _field("00", "01") + _field("01", "12" if to.amount else "11") + _field("38", merchant) + _field("53", _DONG)
        + (_field("54", str(to.amount)) if to.amount else "") + _field("58", _COUNTRY)
        + (_field("62", _field("08", words)) if words else "") + "6304"
    )  # fmt: skip
    return body + checksum(body)


def read_payload(text: str) -> Transfer:
    """What ``text`` asks for; PayloadError for a wrong checksum or a payload that is no transfer to an account in đồng."""
    if len(text) < 12 or text[-8:-4] != "6304":
        raise PayloadError("Đây không phải mã VietQR.")
    if checksum(text[:-4]) != text[-4:].upper():
        raise PayloadError("Mã VietQR sai mã kiểm: đã bị sửa hoặc quét thiếu.")
    fields = _fields(text[:-8])
    merchant = _fields(fields.get("38", ""))
    beneficiary = _fields(merchant.get("01", ""))
    if merchant.get("00") != _NAPAS or fields.get("53") != _DONG or not beneficiary.get("01"):
        raise PayloadError("Mã VietQR này không chuyển tiền đồng tới một tài khoản.")
    amount = fields.get("54", "")
    purpose = _fields(fields.get("62", "")).get("08", "")
    return Transfer(beneficiary.get("00", ""), beneficiary["01"], int(amount) if amount.isdigit() else None, purpose)


def plain(words: str) -> str:
    """``words`` as every bank keeps them: no marks, capitals, digits and a few signs, at most fifty."""
    return re.sub(r"[^A-Z0-9 ./-]", " ", fold(words).upper())[:_LONGEST_PURPOSE].strip()


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE of ``text`` as four hexadecimal digits ("123456789" gives "29B1")."""
    crc = 0xFFFF
    for byte in text.encode():
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return f"{crc:04X}"


def _field(name: str, value: str) -> str:
    if len(value) > _LENGTH:
        raise ValueError(f"field {name} is too long: {value}")
    return f"{name}{len(value):02d}{value}"


def _fields(text: str) -> dict[str, str]:
    """The fields of ``text`` by their ID; PayloadError where a length runs past its end."""
    found, at = {}, 0
    while at < len(text):
        head = text[at : at + 4]
        if len(head) < 4 or not head.isdigit() or at + 4 + int(head[2:]) > len(text):
            raise PayloadError("Mã VietQR bị đứt giữa chừng.")
        found[head[:2]] = text[at + 4 : at + 4 + int(head[2:])]
        at += 4 + int(head[2:])
    return found
