"""Procedures and their versions in force: papers, steps, limits, fees, online level; depends on offices and what lies below them."""
