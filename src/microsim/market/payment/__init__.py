"""From accepted pay to the worker's purse."""
