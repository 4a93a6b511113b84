"""Article x Article -> Change. Pure: no I/O, no clock, no randomness; the same input gives the same output everywhere.

words.py        texts as words, and as strings of one character per word
marks.py        which words differ: word marks
cosmetic.py     when a difference is only typography
similar.py      how alike two paragraphs are, and which pairs are worth asking about
chain.py        the heaviest increasing chain: what kept its order
align.py        which paragraph became which: equal ones first, then the others
pairing.py      pairs by likeness: in order, moved, rewritten in their place
joins.py        splits and merges
operations.py   the aligned units as operations, with their marks, in reading order
articles.py     two articles: fields, paragraphs, captions, metadata
alternating.py  fields and paragraphs that go back and forth over many versions
history.py      versions that say again what an earlier one said
lineage.py      over many versions: where each paragraph comes from, and the life of one
sentences.py    paragraphs cut into sentences
"""
