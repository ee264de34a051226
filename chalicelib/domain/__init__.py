"""The product's own terms: values that pass between the stages, statuses and errors. Imports nothing of ours."""
