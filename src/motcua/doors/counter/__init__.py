"""The counter's screens: find the applicant, take in a case, return a result."""
