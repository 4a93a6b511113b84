"""Where articles come from: feeds, sitemaps, front and section pages; and what stands behind an address."""
