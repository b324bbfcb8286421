"""How rows are kept: tenants, encrypted and folded columns, gap-free counters, what differs between databases; depends on the kernel."""
