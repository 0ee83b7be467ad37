"""Word: a rendition, or a draft with its proposals, as a .docx for circulation.

`clean`, `marked`, `tracked` and `table` each make a body; `package` puts it into a document with its parts.
"""
