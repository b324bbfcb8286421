"""Forms as files: a sheet in the official layout, and pages for print."""
