"""What is told on the event bus, and how."""
