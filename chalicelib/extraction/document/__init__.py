"""What is told of the whole document: title and metadata, whose tables they are, what went unread, how sure all is."""
