"""Import: from files of other tools to rows, to drafts, to record files."""
