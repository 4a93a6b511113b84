"""What a change is: labels with the words that fired each, and a weight that orders changes for a reader. Pure.

assess.py       a change -> its labels and weight; what `quiet` means
content.py      the labels of one edit, and whether it is one of substance
edits.py        an edited paragraph as edits: the sentences that belong together, with what differs in them
findings.py     what of one kind stands on one side of an edit alone
numbers.py      values and units before and after; numerals.py: digits and number words as values
han_numerals.py the same of Chinese numerals
names.py        proper names; name_forms.py: one name written in two ways
quotations.py   words inside quotation marks
phrases.py      negation, hedge, attribution
typos.py        slips of spelling
notes.py        correction and update notes
weight.py       how much a change weighs
context.py      what both whole articles say about an edit; language.py: which language they are in
vocabulary.py   words.toml, quantities.toml and notes.toml, ready to be looked up
"""

from newsdiff.diff.labels.assess import RULES, assess

__all__ = ["RULES", "assess"]
