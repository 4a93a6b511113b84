"""Invented pages for the tests of extraction."""

PARAGRAPHS = (
    "The harbour of Beck Haven will stay closed until the end of the month, the port authority said on Monday evening.",
    "Divers found a crack eleven metres long in the northern quay, which was built in 1962 and last repaired in 2009.",
    "“We would rather lose a season than a crane,” said the harbour master, Odile Brandt, at a meeting with fishermen.",
    "No.",
    "The town council is to decide on Thursday whether to lend the port 4.2 million marks for the repair of the wall.",
)
HEADLINE = "Harbour of Beck Haven stays closed after divers find crack"


def page(
    *,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    headline: str = HEADLINE,
    head: str = "",
    before: str = "",
    inside: str = "",
    after: str = "",
    around: str = "",
    wrapper: str = '<div class="story">',
    html_attributes: str = ' lang="en"',
) -> str:
    """A small article page; `inside` stands between the second and the third paragraph."""
    texts = [p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs]
    body = "\n".join([*texts[:2], inside, *texts[2:]])
    return (
        f"<!doctype html><html{html_attributes}><head><title>{headline} | The Daily Gull</title>"
        f'<meta property="og:site_name" content="The Daily Gull">{head}</head><body>'
        f'<nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>{around}'
        f"<article><h1>{headline}</h1>{before}{wrapper}{body}</div>{after}</article>"
        f"<footer><p>© The Daily Gull. All rights reserved by the publisher of this paper.</p></footer></body></html>"
    )
