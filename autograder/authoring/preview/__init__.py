"""The preview of one exercise for its author, made again on each save.

A process of its own reads the bank, the solutions and the exercise's notebook, so that no module of an earlier save
stays.  What runs where::

    run        watches the files, and after each save hands new pages to ``server``
    rendering  starts ``child``, a fresh process for each save
    child      facts -> page -> the preview
    facts      what is to be shown, asked of the bank, of the release and of `check` itself
    page       facts -> HTML
    trouble    an exception -> file, line, cause and cure
    server     shows the newest page on loopback, and tells the browser when there is a newer one
"""
