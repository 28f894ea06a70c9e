"""What delivery.yaml says, as values: readers and other destinations, schedule, settings."""
