"""Measurements, and the made documents they are taken on. Nothing here runs in the cloud."""
