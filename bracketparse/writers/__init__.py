"""Writers: from a rendition, or the tree, to a file format."""
