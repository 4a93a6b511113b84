"""Page templates of the sample stories, one module for each make of page."""
