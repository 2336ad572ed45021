"""What requesters learn: prices, habits of review and refusal, and how their batches end."""
