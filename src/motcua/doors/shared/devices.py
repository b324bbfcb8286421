"""What a page may use of the computer that shows it: nothing; but pages with the scan box may use its camera and serial port."""

from django.http import HttpResponse

HEADER = "Permissions-Policy"
_NOTHING = ("bluetooth", "camera", "display-capture", "geolocation", "hid", "microphone", "payment", "serial", "usb")
_SCANNING = frozenset({"camera", "serial"})


def allow_no_devices(response: HttpResponse) -> None:
    """Say that the page uses no device, unless its view has said what it uses."""
    response.headers.setdefault(HEADER, _policy(frozenset()))


def allow_scanning(response: HttpResponse) -> HttpResponse:
    """The page with the leave of camera and serial port for itself, and for nobody whom it might show in a frame."""
    response.headers[HEADER] = _policy(_SCANNING)
    return response


def _policy(allowed: frozenset[str]) -> str:
    return ", ".join(f"{device}=({'self' if device in allowed else ''})" for device in _NOTHING)
