"""The file number of a case, for those who know it by its id alone."""

from motcua.cases.models import Case


def file_number_of_case(case_id: int) -> str | None:
    """The file number; none before acceptance, or when there is no such case."""
    return Case.objects.filter(pk=case_id).values_list("file_number", flat=True).first()
