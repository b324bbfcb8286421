"""What a person hands in: the values of a filing before it is a case."""

from dataclasses import dataclass

from motcua.cases.rules.channels import Channel, ReturnChannel


@dataclass(frozen=True, slots=True)
class ApplicantDetails:
    """Who asks, as he says it; ``id`` names an applicant already on file."""

    name: str
    phone: str = ""
    id_number: str = ""
    address: str = ""
    email: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One filing: which procedure, where, by whom, with which papers (by key or name), and how the result is to come.

    ``external_id`` names the filing in the outside system it came from: a repeat of it is the same case.
    """

    procedure_id: int
    receiving_office_id: int
    applicant: ApplicantDetails
    papers: tuple[str, ...] = ()
    channel: Channel = Channel.COUNTER
    return_channel: ReturnChannel = ReturnChannel.COUNTER
    external_id: str | None = None
