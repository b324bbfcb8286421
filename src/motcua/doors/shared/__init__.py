"""What several doors show alike: frame, labels and papers; depends on the rooms, never on a door."""
