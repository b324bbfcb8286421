"""The door of time: timed jobs and the worker that runs them."""
