"""Reads of cases for screens, slips and machines."""
