"""The pipeline: when to look, what a look means, one article, many articles, feeds."""
