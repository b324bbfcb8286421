"""How rows are kept: tenants, encrypted and folded columns, gap-free counters, and where SQLite and PostgreSQL differ; depends on the kernel."""
