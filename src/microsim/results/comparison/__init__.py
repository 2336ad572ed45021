"""What laws do, to whom, and how sure we are: from stored runs alone, never from the model."""
