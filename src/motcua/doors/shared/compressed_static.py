"""Style sheets and scripts go out compressed, also where nobody has collected them; pages decide for themselves (BREACH)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressedStaticMiddleware(GZipMiddleware):
    """Compresses what lies under the address of static files, and nothing else."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, compressed where it is a static file and the browser takes it."""
        is_static = request.path.startswith(settings.STATIC_URL)
        return super().process_response(request, response) if is_static else response  # type: ignore[arg-type]
