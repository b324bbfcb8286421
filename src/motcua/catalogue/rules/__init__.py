"""The rules of the catalogue: what a procedure asks for, and how published lists are read; depends on the law and the kernel."""
