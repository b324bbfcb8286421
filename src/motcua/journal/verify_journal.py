#!/usr/bin/env python3
"""Kiểm tra một bản xuất sổ nhật ký của Một Cửa; chỉ cần Python (từ 3.11) và thư viện cryptography, không cần chương trình Một Cửa.

    python3 verify_journal.py TỆP.jsonl --key MÃ_KHÓA [--seen SỐ:MÃ]... [--expect SỐ_MỤC]

Mã khóa và mã của các điểm niêm phong lấy từ sổ giấy, không lấy từ người đưa tệp. Mã thoát: 0 nguyên vẹn; 1 có chỗ sai; 2 không kết luận
được (không đọc được tệp, hoặc không có mã khóa để đối chiếu). Cách lập tệp: docs/operations/seals.md.
"""

import argparse
import base64
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

NOTHING = "0" * 64
SHOWN = 20
ENTRY = {
    "id": int, "authority_id": int, "case_id": int, "position": int, "kind": str, "actor_id": str, "actor_name": str, "recorded_at": str,
    "happened_at": str, "payload": str, "key": (str, type(None)), "previous": str, "digest": str,
}  # fmt: skip
CHECKPOINT = {
    "number": int, "up_to": int, "count": int, "root": str, "previous": str, "sealed_at": str, "is_after_restore": bool, "public_key": str,
    "signature": str, "vouched": str, "digest": str,
}  # fmt: skip
END = {"entries": int, "checkpoints": int, "sha256": str}
SHAPES: dict[str, dict[str, Any]] = {"entry": ENTRY, "checkpoint": CHECKPOINT, "end": END}


def plain(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def code_of(digest: str) -> str:
    """Mã in của một mã băm: 120 bit đầu, sáu nhóm bốn chữ."""
    text = base64.b32encode(bytes.fromhex(digest)[:15]).decode()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def key_code(public_key: str) -> str:
    return code_of(hashlib.sha256(bytes.fromhex(public_key)).hexdigest())


def typed(code: str) -> str:
    """Mã như người ta gõ lại từ giấy: không kể gạch nối, dấu cách, chữ hoa chữ thường; 0, 1, 8 không có trong mã là O, I, B."""
    return "".join(code.upper().translate(str.maketrans("018", "OIB", " -\u00a0")))


def merkle(leaves: list[bytes]) -> bytes:
    """Gốc Merkle theo RFC 6962, mục 2.1; ``leaves`` là mã băm của từng lá."""
    if not leaves:
        return hashlib.sha256().digest()
    while len(leaves) > 1:
        pairs = [hashlib.sha256(b"\1" + leaves[at] + leaves[at + 1]).digest() for at in range(0, len(leaves) - 1, 2)]
        leaves = pairs + leaves[len(pairs) * 2 :]
    return leaves[0]


def is_signed(said: str, signature: str, public_key: str) -> bool:
    try:
        if bytes.fromhex(signature).hex() != signature:  # chỉ một cách viết
            return False
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), said.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


class Check:
    """Đọc từng dòng; ``faults`` là những chỗ sai, ``remarks`` là những điều phải so với sổ giấy."""

    def __init__(self, keys: list[str], seen: dict[int, str]) -> None:
        self.keys, self.seen = {typed(key) for key in keys}, seen
        self.faults: list[str] = []
        self.remarks: list[str] = []
        self.heads: dict[tuple[int, int], dict[str, Any]] = {}
        self.used: set[tuple[int, str]] = set()
        self.leaves: list[bytes] = []
        self.last_id = self.entries = self.sealed = self.checkpoints = 0
        self.last: dict[str, Any] | None = None
        self.codes: dict[int, str] = {}
        self.is_ended = False
        self.strange = ""

    def fault(self, where: str, why: str) -> None:
        self.faults.append(f"{where}: {why}")

    # ---- một mục -------------------------------------------------------------------------------------------------------------

    def entry(self, row: dict[str, Any], where: str) -> None:
        where = f"{where}, mục số {row['id']}"
        self.entries += 1
        if row["id"] <= self.last_id:
            self.fault(where, "không đứng sau mục trước (mục bị đổi chỗ hoặc chép thêm)")
        if self.last and row["id"] <= self.last["up_to"]:
            self.fault(where, f"nằm trong phần đã niêm phong (đến số {self.last['up_to']}) nhưng đứng sau điểm niêm phong")
        self.last_id = max(self.last_id, row["id"])
        self.leaves.append(hashlib.sha256(f"\0{row['id']}:{row['digest']}".encode()).digest())
        for why in self.flaws_of(row):
            self.fault(where, why)
        self.heads[row["authority_id"], row["case_id"]] = row

    def flaws_of(self, row: dict[str, Any]) -> Iterator[str]:
        head = self.heads.get((row["authority_id"], row["case_id"]))
        said = [row["previous"], str(row["authority_id"]), str(row["case_id"]), str(row["position"])]
        said += [row[name] for name in ("kind", "actor_id", "actor_name", "recorded_at", "happened_at", "payload", "key")]
        if sha256(plain(said)) != row["digest"]:
            yield "nội dung không khớp mã băm"
        if row["position"] != (head["position"] + 1 if head else 1):
            yield f"là mục thứ {row['position']} của chuỗi, trước nó thiếu mục"
        elif row["previous"] != (head["digest"] if head else NOTHING):
            yield "không nối với mục trước trong chuỗi"
        if head and row["recorded_at"] < head["recorded_at"]:
            yield "ghi lùi thời gian"
        if row["key"] is not None and (row["authority_id"], row["key"]) in self.used:
            yield "một việc được ghi hai lần (trùng khóa chống ghi lặp)"
        self.used.add((row["authority_id"], row["key"]))

    # ---- một điểm niêm phong -------------------------------------------------------------------------------------------------

    def checkpoint(self, row: dict[str, Any], where: str) -> None:
        where = f"{where}, điểm niêm phong số {row['number']}"
        said = ["motcua-checkpoint-1", *(row[name] for name in ("number", "up_to", "count", "root", "previous", "sealed_at"))]
        statement = plain([*said, row["is_after_restore"], row["public_key"]])
        for why in (*self.flaws_of_statement(row, statement), *self.flaws_of_place(row), *self.flaws_of_key(row, statement)):
            self.fault(where, why)
        if len(self.leaves) != row["count"]:
            self.fault(where, f"đã niêm phong {row['count']} mục, trong tệp có {len(self.leaves)}")
        elif merkle(self.leaves).hex() != row["root"]:
            self.fault(where, "các mục trong tệp không phải các mục đã niêm phong (gốc Merkle khác)")
        self.codes[row["number"]] = code_of(sha256(statement))
        self.sealed, self.checkpoints, self.leaves, self.last = self.entries, self.checkpoints + 1, [], row

    def flaws_of_statement(self, row: dict[str, Any], statement: str) -> Iterator[str]:
        if sha256(statement) != row["digest"]:
            yield "nội dung không khớp mã băm"
        if not is_signed(statement, row["signature"], row["public_key"]):
            yield "chữ ký không đúng"

    def flaws_of_place(self, row: dict[str, Any]) -> Iterator[str]:
        last, expected = self.last, self.last["number"] + 1 if self.last else 1
        if row["number"] != expected and not (row["is_after_restore"] and row["number"] > expected):
            yield f"không phải số {expected}: thiếu điểm niêm phong trước nó, hoặc bị đổi chỗ"
        if row["previous"] != (last["digest"] if last else NOTHING):
            yield "không nối với điểm trước"
        if last and (row["up_to"] < last["up_to"] or row["sealed_at"] < last["sealed_at"]):
            yield "lùi so với điểm trước"
        if row["up_to"] < self.last_id:
            yield "đứng sau những mục mà nó không phủ"
        if row["is_after_restore"]:
            lost = f"các điểm từ {expected} đến {row['number'] - 1} đã mất" if row["number"] > expected else "không mất điểm nào"
            self.remarks.append(f"Điểm số {row['number']} ({row['sealed_at']}) lập sau một lần khôi phục; {lost}. Sổ giấy có ghi không?")

    def flaws_of_key(self, row: dict[str, Any], statement: str) -> Iterator[str]:
        """Khóa đã cho đứng tên mọi điểm trước nó (chúng nối nhau bằng mã băm); sau nó, khóa mới phải được khóa cũ ký nhận."""
        last, code = self.last, self.shown(row["public_key"])
        is_change = last is not None and row["public_key"] != last["public_key"]
        is_vouched = last is not None and is_change and is_signed(statement, row["vouched"], last["public_key"])
        if row["vouched"] and not is_vouched:
            yield "chữ ký chuyển khóa không đúng"
        if is_change:
            how = "khóa cũ có ký nhận" if is_vouched else "khóa cũ KHÔNG ký nhận"
            self.remarks.append(f"Điểm số {row['number']} đổi sang khóa {code}; {how}. Sổ giấy có ghi không?")
        if typed(code) in self.keys:
            self.strange = ""
        elif not last or (is_change and not is_vouched):
            self.strange = f"từ điểm số {row['number']} ký bằng khóa {code}, không có trong các mã khóa đã cho"

    def shown(self, public_key: str) -> str:
        try:
            return key_code(public_key)
        except ValueError:
            return "không đọc được"

    # ---- cuối tệp ------------------------------------------------------------------------------------------------------------

    def end(self, row: dict[str, Any], where: str, digest: str) -> None:
        self.is_ended = True
        if row != {"entries": self.entries, "checkpoints": self.checkpoints, "sha256": digest}:
            self.fault(where, "dòng cuối không khớp với các dòng trước (tệp bị sửa, bị cắt hoặc bị chép thêm)")

    def finish(self, expected: int) -> None:
        if not self.is_ended:
            self.fault("cuối tệp", "không có dòng kết thúc: tệp bị cắt cụt")
        if self.entries < expected:
            self.fault("cuối tệp", f"chỉ có {self.entries} mục, đáng lẽ phải có ít nhất {expected}")
        if self.keys and self.strange:
            self.fault("khóa", self.strange)
        for number, code in self.seen.items():
            if number not in self.codes:
                self.fault(f"điểm niêm phong số {number}", "có trên giấy, không có trong tệp: phần sổ từ đó đã bị cắt hoặc bị làm lại")
            elif typed(self.codes[number]) != typed(code):
                self.fault(
                    f"điểm niêm phong số {number}",
                    f"trên giấy là {code}, trong tệp là {self.codes[number]}: gõ nhầm, hoặc sổ đã bị làm lại",
                )


def read(lines: Iterable[bytes], check: Check) -> None:
    """Đưa từng dòng cho ``check``; mỗi dòng chỉ có một cách viết, nên một bit khác cũng thấy."""
    told = hashlib.sha256()
    for number, line in enumerate(lines, 1):
        where = f"dòng {number}"
        if check.is_ended:
            check.fault(where, "đứng sau dòng kết thúc")
            return
        kind, value = parsed(line)
        if (kind == "format") != (number == 1) or not kind:
            check.fault(where, "không đọc được (không đúng khuôn dạng)")
        elif kind != "format":
            getattr(check, kind)(value, where, *([told.hexdigest()] if kind == "end" else []))
        told.update(line)


def parsed(line: bytes) -> tuple[str, Any]:
    """Loại và nội dung của một dòng; loại rỗng khi dòng không đúng khuôn dạng."""
    try:
        said = json.loads(line)
        if plain(said).encode() + b"\n" != line:
            return "", None
        [(kind, value)] = said.items()
        if kind == "format":
            return (kind if value == "motcua-journal-1" else ""), value
        shape = SHAPES[kind]
        is_fit = value.keys() == shape.keys() and all(
            isinstance(value[name], one) and not (one is int and isinstance(value[name], bool)) for name, one in shape.items()
        )
    except (ValueError, KeyError, AttributeError, RecursionError):
        return "", None
    return (kind if is_fit else ""), value


def seen_code(text: str) -> tuple[int, str]:
    number, _, code = text.partition(":")
    if not number.isdecimal() or len(typed(code)) != 24:
        raise argparse.ArgumentTypeError(f"{text}: phải là SỐ:MÃ, mã có 24 chữ, ví dụ 7:ABCD-EFGH-IJKL-MNOP-QRST-UVWX")
    return int(number), code


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="TỆP", help="bản xuất của motcua verify --export")
    parser.add_argument("--key", action="append", default=[], help="mã khóa chép từ sổ giấy; nhiều khóa thì ghi nhiều lần")
    parser.add_argument("--seen", action="append", default=[], type=seen_code, metavar="SỐ:MÃ", help="điểm niêm phong đã in trên giấy")
    parser.add_argument("--expect", type=int, default=0, metavar="SỐ_MỤC", help="sổ phải có ít nhất từng này mục")
    given = parser.parse_args(arguments)
    check = Check(given.key, dict(given.seen))
    try:
        with given.file.open("rb") as stream:
            read(stream, check)
    except OSError as error:
        print(f"{given.file}: không đọc được ({error.strerror})", file=sys.stderr)
        return 2
    check.finish(given.expect)
    return told(check)


def told(check: Check) -> int:
    """In kết luận; trả về mã thoát."""
    for remark in check.remarks:
        print(f"! {remark}")
    for fault in check.faults[:SHOWN]:
        print(f"✗ {fault}.")
    if check.faults:
        print(f"Sổ nhật ký KHÔNG nguyên vẹn: {len(check.faults)} chỗ sai.")
        return 1
    print(f"Không thấy chỗ sai: {check.entries} mục, {check.sealed} mục đã niêm phong, {check.entries - check.sealed} mục chưa.")
    if check.last:
        print(f"Điểm cuối: số {check.last['number']}, lúc {check.last['sealed_at']}, mã {check.codes[check.last['number']]}.")
        print(f"Khóa của điểm cuối: {check.shown(check.last['public_key'])}.")
    if check.last and not check.keys:
        print("CHƯA KẾT LUẬN: chưa có --key nên chưa biết ai đã ký; hãy lấy mã khóa từ sổ giấy rồi chạy lại.")
        return 2
    if check.entries > check.sealed and not check.seen:
        print("Mục chưa niêm phong có thể đã bị cắt ở cuối mà không ai thấy; có mã của điểm in trên giấy thì thêm --seen.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
