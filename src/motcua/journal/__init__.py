"""The append-only, hash-chained record of every act, and its verification; depends on the database room and the kernel."""
