"""The bank's chapters: a folder each, with a module for each exercise or for a few that belong together."""
