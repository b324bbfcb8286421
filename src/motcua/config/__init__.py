"""Settings (from the environment only), addresses and the web entry point; depends on the doors it opens."""
