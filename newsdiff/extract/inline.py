"""Which elements stand in the line of the text around them, and which break it."""

from newsdiff.extract.words import listed

_INLINE = frozenset(
    listed(
        """
        a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp
        small span strike strong sub sup time tt u var wbr img picture input amp-img
        """
    )
)
#: all other elements of HTML; what is in neither list is unknown to browsers, which show it in the line
_OTHERS = frozenset(
    listed(
        """
        address applet area article aside audio base basefont bgsound blockquote body br button canvas caption center
        col colgroup datalist dd details dialog dir div dl dt embed fieldset figcaption figure footer form frame
        frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe keygen legend li link listing main map marquee
        math menu menuitem meta meter nav noembed noframes noscript object ol optgroup option output p param plaintext
        portal pre progress script search section select slot source style summary svg table tbody td template
        textarea tfoot th thead title tr track ul video xmp
        """
    )
)


def is_inline(tag: str) -> bool:
    """Whether an element stands in the line of the text around it.

    So does one that HTML does not know ("<person>", "<o:p>"). Names with a hyphen are those of components, which may be
    shown as anything, and mostly are as blocks.
    """
    return tag in _INLINE or (tag not in _OTHERS and "-" not in tag)
