"""Who enters and leaves: people, requesters, platforms that close, other jobs."""
