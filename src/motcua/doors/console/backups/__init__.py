"""Backup and restore: one file in and out, sealed against any change, proven before it is trusted; used by the console alone."""
