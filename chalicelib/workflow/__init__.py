"""The functions around and inside the state machine: thin adapters between events, the stores and the pipeline."""
