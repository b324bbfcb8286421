"""Agencies, people, roles and working calendars, each valid from and to a day; depends on the law, the journal and what lies below them."""
