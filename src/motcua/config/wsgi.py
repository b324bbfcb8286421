"""The web entry point for gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from motcua.doors.shared.occupancy import occupy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
occupy(settings.HOME)
application = get_wsgi_application()
