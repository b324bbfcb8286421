"""What a file may be, where it must end, how large it may grow, and how its pictures are bound; nothing here reads a disk."""
