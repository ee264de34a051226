"""The language model, asked where geometry is unsure. Its answer counts only as far as the page bears it out."""
