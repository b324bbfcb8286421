"""The leader's screens: approvals and apologies to sign, what is late or will be."""
