"""The gallery finds every widget of the book by itself, draws it, and links to each place where it stands."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from .widget_fixtures import ROOT, extension

PAGE = """# A chapter

```{widget} one
:name: widget-one
:state: {show: [task]}

A caption with :name: in it.
```

## A section

````{widget} two
:name: widget-two
````

```{widget} one
```
"""


def test_the_widgets_of_a_page_are_found_with_their_place_and_state():
    places = extension("gallery").places_in("book/chapter", PAGE)
    assert [tuple(place) for place in places] == [
        ("one", "book/chapter", "widget-one", "A chapter", "A chapter", "{show: [task]}"),
        ("two", "book/chapter", "widget-two", "A chapter", "A section", "{}"),
    ]


def test_the_gallery_shows_every_widget_once_and_links_to_every_place(built_book):
    page = BeautifulSoup((built_book.html / "book/widgets_gallery.html").read_text("utf-8"), "html.parser")
    chapters = {f"{file.stem}.html": file.read_text("utf-8") for file in (ROOT / "book").glob("*.md")}
    places = {
        f"{name}#{label}"
        for name, text in chapters.items()
        for label in re.findall(r"^```\{widget\} \w+\n:name: (\S+)$", text, re.MULTILINE)
    }
    widgets = {name for text in chapters.values() for name in re.findall(r"^```\{widget\} (\w+)$", text, re.MULTILINE)}
    shown = page.select(".gallery")
    assert len(places) > len(widgets) == len(shown)
    assert {link["href"] for one in shown for link in one.select("a")} == places
    assert all(one.select("svg[aria-label]") and one.select("strong")[0].text for one in shown)
    assert not [script for script in page.select("script[src]") if "widget-" in str(script["src"])]
