"""The archive as files: `newsdiff build`. The same pages as `serve` shows, written below one folder.

`links` knows where each page lies; `site` makes pages, feeds and pictures of each article and of the stream; `keys`
knows what they depend on; `folder` writes what differs and removes what is no longer there; `make` goes through all.
"""
