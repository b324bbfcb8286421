"""The set-up screens: drafts of procedures reviewed and approved, procedures changed, and what was changed by whom."""
