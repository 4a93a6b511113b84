"""A large archive of invented stories, for all that must be measured at scale: pages, searches, commands.

    python -m tests.large DIR [ARTICLES]        DIR/archive.sqlite; 100,000 articles in about 1,000,000 versions

`stories` invents and assesses a few thousand histories with the real extractor, comparison and labels; `writing` turns
each into many articles, which differ in a name that all their texts hold, and writes their rows in bulk: what would
take hours look by look takes minutes. `test_large` compares the result with what the archive's own code makes of it.
"""
