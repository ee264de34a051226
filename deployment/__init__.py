"""The operator's tool: builds what is deployed, brings a stage up, tries it, and takes it down."""
