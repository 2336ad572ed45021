"""AI in the hands of requesters and of workers."""
