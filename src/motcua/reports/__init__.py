"""Statutory reports: facts as of a moment, counted into forms, rendered, submitted and frozen; depends on the cases and what lies below."""
