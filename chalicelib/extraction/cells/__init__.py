"""What one cell says: which activities, their names, notes and own times, and how they are placed in the day."""
