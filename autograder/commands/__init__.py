"""The commands, by the person who uses them most; heavy imports stay inside, so that --help is quick."""
