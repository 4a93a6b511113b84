"""One module per page: from the archive to a `Page`, knowing nothing of HTTP."""
