"""Queue: tickets, whom a counter calls next, what was done for who came, the close of its day; depends on the cases and what lies below."""
