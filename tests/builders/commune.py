"""The commune of today, founded by the program's own commands at whatever moment its clock tells.

python -m tests.builders.commune        make the tables and found the authority in the home and database that the environment names
"""

import django

from motcua.doors.console.demonstration.profiles import PASSWORD

OFFICES = (
    ("xa", "UBND xã Đồi Sim", "commune", None, "CHỦ TỊCH"),
    ("van-phong", "Văn phòng HĐND và UBND", "division", "xa", "CHÁNH VĂN PHÒNG"),
    ("kinh-te", "Phòng Kinh tế", "division", "xa", "TRƯỞNG PHÒNG"),
    ("van-hoa", "Phòng Văn hóa - Xã hội", "division", "xa", "TRƯỞNG PHÒNG"),
    ("trung-tam", "Trung tâm Phục vụ hành chính công", "counter", "xa", "GIÁM ĐỐC"),
)
"""Key, name, kind, the office above, title of its head."""

PEOPLE = (
    ("quay", "Đinh Thị Sen", "trung-tam", "receptionist"),
    ("thuly", "Trần Văn Mộc", "trung-tam", "handler"),
    ("giamdoc", "Lê Thị Giang", "trung-tam", "leader"),
    ("chutich", "Nguyễn Văn Đồi", "xa", "leader"),
)
"""Login, name, office, role."""

CODE = "Y99.01"
"""No province has the sign Y99: the code is nobody's."""


def found_commune() -> int:
    """Found the commune at the program's own moment and return the authority's id."""
    from motcua.doors.console.shipped_calendar import shipped_years
    from motcua.doors.shared.program_clock import program_now
    from motcua.offices.commands.found import found
    from motcua.offices.queries import system_actor
    from motcua.offices.rules.plan import AuthorityPlan, OfficePlan, PersonPlan

    plan = AuthorityPlan(
        key="doi-sim",
        name="UBND xã Đồi Sim",
        offices=tuple(
            OfficePlan(
                key=key,
                name=name,
                kind=kind,
                parent=parent,
                head_title=title,
                code="" if parent else CODE,
                number_generator="qd20",
                place="Đồi Sim",
                phone="0256 000 0300" if kind == "counter" else "",
            )
            for key, name, kind, parent, title in OFFICES
        ),
        people=tuple(
            PersonPlan(key=login, login=login, name=name, office=office, roles=(role,), password=PASSWORD)
            for login, name, office, role in PEOPLE
        ),
        years=shipped_years(),
    )
    return found(actor=system_actor(0), at=program_now(), plan=plan)


if __name__ == "__main__":
    django.setup()
    from motcua.doors.console.migrate import upgrade

    upgrade()
    found_commune()
