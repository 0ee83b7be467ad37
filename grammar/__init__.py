"""The notations, as Lark grammars: `core.lark`, and one file per venue."""
