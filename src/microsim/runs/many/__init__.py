"""Many runs: planned, computed wherever there is room, safe on disk one by one, and one table at the end."""
