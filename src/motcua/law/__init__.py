"""The law as pure values and functions: calendars, due dates, clocks, rulebooks and periods; depends on the kernel alone."""
