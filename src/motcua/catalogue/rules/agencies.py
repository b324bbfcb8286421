"""Whether the agency that a published row names is the People's Committee whose counter we are.

Three answers: ours, another authority's, or unclear (a person decides). A notary or an unnamed "agency that keeps the register" is
unclear, not another's: certification and civil status belong to the commune too, whatever the portal's column says
(NĐ 23/2015 Đ.5), and a procedure must not vanish from a counter by a guess.
"""

import re

from motcua.kernel.fold import fold

_OURS = r"(ubnd|uy ban nhan dan) (cap )?(xa|phuong|thi tran)\b"
_DISTRICT = (
    r"(^|, )phong (tu phap|giao duc va dao tao|tai nguyen|noi vu|lao dong|tai chinh|kinh te|van hoa)|"
    r"(ubnd|uy ban nhan dan) (cap )?huyen\b"
)
_ANOTHER_PROVINCE = r"(cap )?(xa|phuong) - (tinh|thanh pho) "
_UNCLEAR = r"ho tich dien tu|so goc|cong chung|chi dinh|lien quan|giao dich"
_OTHERS = (
    r"hai quan|\bthue\b|cong an|canh sat|bao hiem|bhxh|kho bac|cang vu|toa an|quoc phong|dang ky dat dai|cap tinh|khu quan ly|ban quan ly|"
    r"co so giao duc|trung tam|(^|, )(so|bo|cuc|chi cuc) "
)

# Asked in this order; the first pattern that is found answers.
_OF_A_COMMUNE = ((_ANOTHER_PROVINCE, None), (_OURS, True), (_UNCLEAR, None), (_OTHERS, False))
_OF_A_DISTRICT = ((_DISTRICT, True), *_OF_A_COMMUNE)


def is_ours(agency: str) -> bool | None:
    """Whether ``agency`` names the People's Committee of a commune or its chairman; none when that cannot be told."""
    return _answer(_OF_A_COMMUNE, agency)


def is_ours_with_district(agency: str) -> bool | None:
    """As ``is_ours``, for the time of districts (until 30/06/2025): the district's divisions count too."""
    return _answer(_OF_A_DISTRICT, agency)


def _answer(table: tuple[tuple[str, bool | None], ...], agency: str) -> bool | None:
    folded = fold(agency)
    return next((answer for pattern, answer in table if re.search(pattern, folded)), None)
