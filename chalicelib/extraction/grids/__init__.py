"""From rules, areas of colour and stated tables to grids of cells with their lines."""
