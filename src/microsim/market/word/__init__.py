"""What workers know of requesters, and tell each other."""
