"""What a tally says, in four languages. Counts and neutral words only."""

from __future__ import annotations

_LANGUAGES = ("en", "es", "fr", "pt")
_TEXTS: dict[str, tuple[str, str, str, str]] = {  # en, es, fr, pt
    "by_section": (
        "Open proposals, by section",
        "Propuestas abiertas, por sección",
        "Propositions ouvertes, par section",
        "Propostas em aberto, por seção",
    ),
    "by_kind": (
        "Open proposals, by kind",
        "Propuestas abiertas, por clase",
        "Propositions ouvertes, par type",
        "Propostas em aberto, por tipo",
    ),
    "by_depth": (
        "Open proposals, by depth of brackets in brackets",
        "Propuestas abiertas, por profundidad de corchetes en corchetes",
        "Propositions ouvertes, par niveau d'imbrication",
        "Propostas em aberto, por profundidade de colchetes em colchetes",
    ),
    "by_alternatives": (
        "Open alternatives: places where at most one of several texts can stand",
        "Alternativas abiertas: lugares en que puede quedar como máximo uno de varios textos",
        "Variantes ouvertes\u00a0: endroits où un seul de plusieurs textes au plus peut rester",
        "Alternativas em aberto: lugares em que pode ficar no máximo um de vários textos",
    ),
    "by_delegation": (
        "Positions by delegation, in roster order",
        "Posiciones por delegación, en el orden de la lista",
        "Positions par délégation, dans l'ordre de la liste",
        "Posições por delegação, na ordem da lista",
    ),
    "by_matrix": (
        "Delegations on the same side of a proposal",
        "Delegaciones del mismo lado de una propuesta",
        "Délégations du même côté d'une proposition",
        "Delegações do mesmo lado de uma proposta",
    ),
    "drafts": (
        "Open proposals, draft by draft",
        "Propuestas abiertas, proyecto por proyecto",
        "Propositions ouvertes, projet par projet",
        "Propostas em aberto, projeto por projeto",
    ),
    "column_section": ("section", "sección", "section", "seção"),
    "column_kind": ("kind", "clase", "type", "tipo"),
    "column_depth": ("depth", "profundidad", "niveau", "profundidade"),
    "column_alternatives": ("place", "lugar", "endroit", "lugar"),
    "column_delegation": ("delegation", "delegación", "délégation", "delegação"),
    "proposals": ("proposals", "propuestas", "propositions", "propostas"),
    "untagged": ("nobody named", "sin proponente", "sans auteur", "sem proponente"),
    "alternatives": ("alternatives", "alternativas", "variantes", "alternativas"),
    "undecided": ("wording open", "redacción abierta", "libellé ouvert", "redação em aberto"),
    "depth": ("deepest", "nivel máximo", "niveau maximal", "nível máximo"),
    "texts": ("texts", "textos", "textes", "textos"),
    "named": ("named in", "figura en", "figure dans", "figura em"),
    "propose": ("proposes", "propone", "propose", "propõe"),
    "support": ("supports", "apoya", "appuie", "apoia"),
    "retain": ("retains", "mantiene", "maintient", "mantém"),
    "oppose": ("opposes", "se opone", "s'oppose", "opõe-se"),
    "delete": ("deletes", "suprime", "supprime", "suprime"),
    "reserve": ("reserves", "reserva", "réserve", "reserva"),
    "flexible": ("flexible", "flexible", "flexible", "flexível"),
    "consider": ("considers", "considera", "étudie", "considera"),
    "ad referendum": ("ad ref.", "ad ref.", "ad ref.", "ad ref."),
    "accept": ("accepts", "acepta", "accepte", "aceita"),
    "withdraw": ("withdraws", "retira", "retire", "retira"),
    "prefer": ("prefers", "prefiere", "préfère", "prefere"),
    "other": ("other", "otra", "autre", "outra"),
    "change": ("change", "cambio", "écart", "variação"),
    "total": ("in all", "en total", "au total", "no total"),
    "untagged_row": ("(nobody named)", "(sin proponente)", "(sans auteur)", "(sem proponente)"),
    "outside": (
        "(outside sections)",
        "(fuera de las secciones)",
        "(hors des sections)",
        "(fora das seções)",
    ),
    "kind_option": ("option", "opción", "option", "opção"),
    "kind_tagged insert": (
        "with a name: inserts",
        "con proponente: inserta",
        "avec auteur\u00a0: insère",
        "com proponente: insere",
    ),
    "kind_tagged delete": (
        "with a name: deletes",
        "con proponente: suprime",
        "avec auteur\u00a0: supprime",
        "com proponente: suprime",
    ),
    "kind_tagged replace": (
        "with a name: replaces",
        "con proponente: sustituye",
        "avec auteur\u00a0: remplace",
        "com proponente: substitui",
    ),
    "kind_tagged undecided": (
        "with a name: wording open",
        "con proponente: redacción abierta",
        "avec auteur\u00a0: libellé ouvert",
        "com proponente: redação em aberto",
    ),
    "kind_part of a word": ("part of a word", "parte de una palabra", "partie d'un mot", "parte de uma palavra"),
    "kind_punctuation": ("punctuation", "puntuación", "ponctuation", "pontuação"),
    "kind_number": ("number", "número", "nombre", "número"),
    "kind_whole paragraph": ("whole paragraph", "párrafo entero", "paragraphe entier", "parágrafo inteiro"),
    "kind_alternative": ("alternative", "alternativa", "variante", "alternativa"),
    "kind_words": ("words", "palabras", "mots", "palavras"),
    "note_open": (
        "open proposals: {n}",
        "propuestas abiertas: {n}",
        "propositions ouvertes\u00a0: {n}",
        "propostas em aberto: {n}",
    ),
    "note_untagged": (
        "nobody named in {n}",
        "sin proponente: {n}",
        "sans auteur\u00a0: {n}",
        "sem proponente: {n}",
    ),
    "note_decided": (
        "decided, and not counted: {n}",
        "decididas, y no contadas: {n}",
        "décidées, et non comptées\u00a0: {n}",
        "decididas, e não contadas: {n}",
    ),
    "note_asides": (
        "brackets that are no proposals: {n}",
        "corchetes que no son propuestas: {n}",
        "crochets qui ne sont pas des propositions\u00a0: {n}",
        "colchetes que não são propostas: {n}",
    ),
    "then": ("; ", "; ", "\u00a0; ", "; "),
    "times": ("times", "veces", "fois", "vezes"),
    "together": ("together with", "junto con", "avec", "junto com"),
    "attitudes": ("attitudes", "actitudes", "attitudes", "atitudes"),
    "course": ("draft by draft", "proyecto por proyecto", "projet par projet", "projeto por projeto"),
    "note_sections": (
        "Sections are matched by title, then by number; – where a draft has none.",
        "Las secciones se emparejan por título, luego por número; – donde un proyecto no la tiene.",
        "Les sections sont appariées par titre, puis par numéro\u00a0; – là où un projet n'en a pas.",
        "As seções são emparelhadas por título, depois por número; – onde um projeto não a tem.",
    ),
    "note_joint": (
        "A joint proposal counts for each delegation, so that the rows do not add up. A silent delegation has no position.",
        "Una propuesta conjunta cuenta para cada delegación, de modo que las filas no se suman. Una delegación que calla no tiene posición.",
        "Une proposition conjointe compte pour chaque délégation\u00a0; les lignes ne s'additionnent donc pas. Une délégation qui se tait n'a pas de position.",
        "Uma proposta conjunta conta para cada delegação, de modo que as linhas não se somam. Uma delegação que se cala não tem posição.",
    ),
    "note_matrix": (
        "How often both are written for the same words, or both against them; a delegation's own figure is how often it is written for or against words at all. "
        "A silent delegation has no position.",
        "Cuántas veces ambas constan a favor de las mismas palabras, o ambas en contra; la cifra propia de una delegación es cuántas veces consta a favor o en contra. "
        "Una delegación que calla no tiene posición.",
        "Combien de fois les deux sont inscrites pour les mêmes mots, ou toutes deux contre\u00a0; le chiffre propre d'une délégation indique combien de fois elle est inscrite pour ou contre des mots. "
        "Une délégation qui se tait n'a pas de position.",
        "Quantas vezes ambas constam a favor das mesmas palavras, ou ambas contra; o número próprio de uma delegação é quantas vezes consta a favor ou contra. "
        "Uma delegação que se cala não tem posição.",
    ),
    "none": ("Nothing to count.", "Nada que contar.", "Rien à compter.", "Nada a contar."),
}


def tell(key: str, language: str, **values: object) -> str:
    """The sentence or word in that language; English where there is none."""
    return _TEXTS[key][_LANGUAGES.index(language) if language in _LANGUAGES else 0].format(**values)
