"""What an operator runs to bring the app to AWS. Nothing of it is part of a function's package."""
