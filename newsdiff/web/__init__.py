"""The archive in a browser: `newsdiff serve`. Reads requests, calls app, renders; knows no SQL.

`pages/` makes a `Page` (a template and prepared values) of what the archive holds and knows nothing of HTTP;
`routes` reads addresses and parameters; `answers` turns pages into HTTP; `guard` stands before all; `listen` serves.
"""
