"""The rules of offices: which role permits what, and how an office's calendar is put together; depends on the law and the kernel."""
