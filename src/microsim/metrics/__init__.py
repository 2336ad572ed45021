"""What is measured: identities, and metrics with a unit, a meaning and a label in English and French."""
