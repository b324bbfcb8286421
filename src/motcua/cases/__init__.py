"""One case (hồ sơ) from intake to return: its state, clock, steps, papers and slips; depends on the catalogue, offices, law and journal."""
