"""What workers learn about pay."""
