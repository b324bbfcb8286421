"""The desk's screens: my work by slack, one case on one screen."""
