"""Weeks set in other ways than in a grid: aligned words, lists, cards, running text, bells apart from their table."""
