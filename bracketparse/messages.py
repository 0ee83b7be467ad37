"""Messages: what the tool itself says in outputs and summaries, in the draft's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_TEXTS: dict[str, dict[str, str]] = {
    "base": {
        "es": "Texto de base, sin propuestas incorporadas",
        "en": "Base text, no proposal incorporated",
        "fr": "Texte de base, aucune proposition incorporée",
        "pt": "Texto de base, sem propostas incorporadas",
    },
    "unattributed": {
        "es": "Texto no atribuido: los corchetes quedan como están",
        "en": "Unattributed text: its brackets stay as they are",
        "fr": "Texte non attribué\u00a0: les crochets restent tels quels",
        "pt": "Texto não atribuído: os colchetes ficam como estão",
    },
    "base_unattributed": {
        "es": "Texto no atribuido, sin propuestas incorporadas",
        "en": "Unattributed text, no proposal incorporated",
        "fr": "Texte non attribué, aucune proposition incorporée",
        "pt": "Texto não atribuído, sem propostas incorporadas",
    },
    "incorporated_unattributed": {
        "es": "Texto no atribuido con las propuestas incorporadas ({who}): {done} de {asked}",
        "en": "Unattributed text with the proposals of {who} incorporated: {done} of {asked}",
        "fr": "Texte non attribué avec les propositions incorporées ({who})\u00a0: {done} sur {asked}",
        "pt": "Texto não atribuído com as propostas incorporadas ({who}): {done} de {asked}",
    },
    "chosen_unattributed": {
        "es": "Texto no atribuido con {done} de {asked} propuestas seleccionadas incorporadas",
        "en": "Unattributed text with {done} of {asked} selected proposals incorporated",
        "fr": "Texte non attribué avec {done} sur {asked} propositions choisies incorporées",
        "pt": "Texto não atribuído com {done} de {asked} propostas selecionadas incorporadas",
    },
    "not_position_unattributed": {
        "es": "Texto no atribuido con las propuestas incorporadas ({who}); no representa la posición de la delegación sobre el resto del texto",
        "en": "Unattributed text with the proposals of {who} incorporated; does not represent the delegation's position on the remaining text",
        "fr": "Texte non attribué avec les propositions incorporées ({who})\u00a0; ne représente pas la position de la délégation sur le reste du texte",
        "pt": "Texto não atribuído com as propostas incorporadas ({who}); não representa a posição da delegação sobre o restante do texto",
    },
    "incorporated": {
        "es": "Texto de base con las propuestas incorporadas ({who}): {done} de {asked}",
        "en": "Base text with the proposals of {who} incorporated: {done} of {asked}",
        "fr": "Texte de base avec les propositions incorporées ({who})\u00a0: {done} sur {asked}",
        "pt": "Texto de base com as propostas incorporadas ({who}): {done} de {asked}",
    },
    "preview": {
        "es": "Vista previa con todas las propuestas compatibles incorporadas: {done} de {asked}",
        "en": "Preview with all compatible proposals incorporated: {done} of {asked}",
        "fr": "Aperçu avec toutes les propositions compatibles incorporées\u00a0: {done} sur {asked}",
        "pt": "Visão prévia com todas as propostas compatíveis incorporadas: {done} de {asked}",
    },
    "chosen": {
        "es": "Texto de base con {done} de {asked} propuestas seleccionadas incorporadas",
        "en": "Base text with {done} of {asked} selected proposals incorporated",
        "fr": "Texte de base avec {done} sur {asked} propositions choisies incorporées",
        "pt": "Texto de base com {done} de {asked} propostas selecionadas incorporadas",
    },
    "open": {
        "es": "Compilación con todas las propuestas entre corchetes",
        "en": "Compilation with all proposals in brackets",
        "fr": "Compilation avec toutes les propositions entre crochets",
        "pt": "Compilação com todas as propostas entre colchetes",
    },
    "inferred": {
        "es": "{n} se apoyan en una redacción inferida",
        "en": "{n} rest on inferred wording",
        "fr": "{n} reposent sur un libellé déduit",
        "pt": "{n} baseiam-se em redação inferida",
    },
    "inferred_one": {
        "es": "1 se apoya en una redacción inferida",
        "en": "1 rests on inferred wording",
        "fr": "1 repose sur un libellé déduit",
        "pt": "1 baseia-se em redação inferida",
    },
    "tracked": {
        "es": "{n} propuestas como control de cambios",
        "en": "{n} proposals as tracked changes",
        "fr": "{n} propositions en suivi des modifications",
        "pt": "{n} propostas como alterações controladas",
    },
    "tracked_one": {
        "es": "1 propuesta como control de cambios",
        "en": "1 proposal as a tracked change",
        "fr": "1 proposition en suivi des modifications",
        "pt": "1 proposta como alteração controlada",
    },
    "stay_open": {
        "es": "{n} quedan abiertas (plan check)",
        "en": "{n} stay open (plan check)",
        "fr": "{n} restent ouvertes (plan check)",
        "pt": "{n} ficam abertas (plan check)",
    },
    "stay_open_one": {
        "es": "1 queda abierta (plan check)",
        "en": "1 stays open (plan check)",
        "fr": "1 reste ouverte (plan check)",
        "pt": "1 fica aberta (plan check)",
    },
    "guessed": {
        "es": "{n} con la lectura más probable, no confirmada",
        "en": "{n} in their likeliest reading, not confirmed",
        "fr": "{n} dans leur lecture la plus probable, non confirmée",
        "pt": "{n} na leitura mais provável, não confirmada",
    },
    "others": {
        "es": "Las otras {n} propuestas no están incorporadas",
        "en": "The other {n} proposals are not incorporated",
        "fr": "Les {n} autres propositions ne sont pas incorporées",
        "pt": "As outras {n} propostas não estão incorporadas",
    },
    "others_one": {
        "es": "La otra propuesta no está incorporada",
        "en": "The other proposal is not incorporated",
        "fr": "L'autre proposition n'est pas incorporée",
        "pt": "A outra proposta não está incorporada",
    },
    "not_position": {
        "es": "Texto de base con las propuestas incorporadas ({who}); no representa la posición de la delegación sobre el resto del texto",
        "en": "Base text with the proposals of {who} incorporated; does not represent the delegation's position on the remaining text",
        "fr": "Texte de base avec les propositions incorporées ({who})\u00a0; ne représente pas la position de la délégation sur le reste du texte",
        "pt": "Texto de base com as propostas incorporadas ({who}); não representa a posição da delegação sobre o restante do texto",
    },
    "working": {
        "es": "Texto de trabajo: las propuestas incorporadas y marcadas ({who}), las demás entre corchetes",
        "en": "Working text: the proposals of {who} incorporated and marked, all others in brackets",
        "fr": "Texte de travail\u00a0: les propositions incorporées et marquées ({who}), les autres entre crochets",
        "pt": "Texto de trabalho: as propostas incorporadas e marcadas ({who}), as demais entre colchetes",
    },
    "stands": {
        "es": "palabras en el texto, sin cambio pedido",
        "en": "words on the table, no change asked",
        "fr": "mots du texte, aucun changement demandé",
        "pt": "palavras no texto, sem mudança pedida",
    },
    "to_confirm": {
        "es": "redacción por confirmar",
        "en": "wording to be confirmed",
        "fr": "libellé à confirmer",
        "pt": "redação a confirmar",
    },
    "delegations": {
        "es": "{n} delegaciones",
        "en": "{n} delegations",
        "fr": "{n} délégations",
        "pt": "{n} delegações",
    },
    "delegations_one": {
        "es": "1 delegación",
        "en": "1 delegation",
        "fr": "1 délégation",
        "pt": "1 delegação",
    },
    "undecided": {
        "es": "redacción por aclarar: no se sabe qué palabras son nuevas",
        "en": "wording to be clarified: which words are new is not known",
        "fr": "libellé à préciser\u00a0: on ignore quels mots sont nouveaux",
        "pt": "redação por esclarecer: não se sabe quais palavras são novas",
    },
    "legend_tag": {
        "es": "en negrita, la delegación que propone",
        "en": "in bold, the delegation that proposes",
        "fr": "en gras, la délégation qui propose",
        "pt": "em negrito, a delegação que propõe",
    },
    "legend_inserted": {
        "es": "palabras que se añaden",
        "en": "words put in",
        "fr": "mots ajoutés",
        "pt": "palavras acrescentadas",
    },
    "legend_deleted": {
        "es": "palabras que se suprimen",
        "en": "words taken out",
        "fr": "mots supprimés",
        "pt": "palavras suprimidas",
    },
    "legend_new": {
        "es": "al margen, novedades desde {earlier}",
        "en": "in the margin, what is new since {earlier}",
        "fr": "en marge, les nouveautés depuis {earlier}",
        "pt": "à margem, o que é novo desde {earlier}",
    },
    "legend_joint": {
        "es": "propuesta conjunta: un autor propio",
        "en": "joint proposal: an author of its own",
        "fr": "proposition conjointe\u00a0: un auteur à part",
        "pt": "proposta conjunta: um autor próprio",
    },
    "legend_together": {
        "es": "solo si se aceptan las propuestas de todas ellas",
        "en": "only where the proposals of all of them are accepted",
        "fr": "seulement si les propositions de toutes sont acceptées",
        "pt": "somente se aceitas as propostas de todas elas",
    },
    "legend_tracked": {
        "es": "Cambios propuestos como control de cambios: rechazarlos todos da el texto de base",
        "en": "Proposals as tracked changes: rejecting all gives the base text",
        "fr": "Propositions en suivi des modifications\u00a0: tout refuser donne le texte de base",
        "pt": "Propostas como alterações controladas: rejeitar todas dá o texto de base",
    },
    "legend_open": {
        "es": "Lo que queda entre corchetes está por decidir o por aclarar",
        "en": "What stays in brackets is to be decided or clarified",
        "fr": "Ce qui reste entre crochets est à décider ou à préciser",
        "pt": "O que fica entre colchetes está por decidir ou por esclarecer",
    },
    "alternatives": {
        "es": "Como máximo puede quedar uno de estos textos",
        "en": "At most one of these texts can stand",
        "fr": "Un seul de ces textes au plus peut rester",
        "pt": "No máximo um destes textos pode ficar",
    },
    "table_title": {
        "es": "Documento comparativo",
        "en": "Comparative document",
        "fr": "Document comparatif",
        "pt": "Documento comparativo",
    },
    "table_only": {
        "es": "Solo los párrafos con propuestas abiertas: {n} de {of}",
        "en": "Only the paragraphs with open proposals: {n} of {of}",
        "fr": "Seulement les paragraphes avec des propositions ouvertes\u00a0: {n} sur {of}",
        "pt": "Somente os parágrafos com propostas em aberto: {n} de {of}",
    },
    "column_paragraph": {
        "es": "Párrafo",
        "en": "Paragraph",
        "fr": "Paragraphe",
        "pt": "Parágrafo",
    },
    "column_base": {
        "es": "Texto de base",
        "en": "Base text",
        "fr": "Texte de base",
        "pt": "Texto de base",
    },
    "column_unattributed": {
        "es": "Texto no atribuido",
        "en": "Unattributed text",
        "fr": "Texte non attribué",
        "pt": "Texto não atribuído",
    },
    "column_proposals": {
        "es": "Propuestas",
        "en": "Proposals",
        "fr": "Propositions",
        "pt": "Propostas",
    },
    "column_remarks": {
        "es": "Observaciones",
        "en": "Remarks",
        "fr": "Observations",
        "pt": "Observações",
    },
    "months": {
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "en": "January February March April May June July August September October November December",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    },
    "date": {
        "es": "{day} de {month} de {year}",
        "en": "{day} {month} {year}",
        "fr": "{day} {month} {year}",
        "pt": "{day} de {month} de {year}",
    },
    "original": {
        "es": "Original: {which}",
        "en": "Original: {which}",
        "fr": "Original\u00a0: {which}",
        "pt": "Original: {which}",
    },
    "contents": {
        "es": "Índice",
        "en": "Contents",
        "fr": "Table des matières",
        "pt": "Sumário",
    },
    "query": {
        "es": "Consulta de redacción: {what}",
        "en": "Drafting query: {what}",
        "fr": "Question de rédaction\u00a0: {what}",
        "pt": "Consulta de redação: {what}",
    },
    "deleted_paragraph": {
        "es": "(se suprime el párrafo)",
        "en": "(paragraph deleted)",
        "fr": "(paragraphe supprimé)",
        "pt": "(parágrafo suprimido)",
    },
    "listing": {
        "es": "propuesta | quién | texto anterior → nuevo, en su contexto | redacción",
        "en": "proposal | who | old → new, in context | wording",
        "fr": "proposition | qui | ancien → nouveau, dans son contexte | libellé",
        "pt": "proposta | quem | texto anterior → novo, no contexto | redação",
    },
    "listing_apart": {
        "es": "propuesta | quién | cambio | en su contexto | redacción",
        "en": "proposal | who | change | in context | wording",
        "fr": "proposition | qui | changement | dans son contexte | libellé",
        "pt": "proposta | quem | mudança | no contexto | redação",
    },
    "evidence_marked": {"es": "marcada", "en": "marked", "fr": "marqué", "pt": "marcada"},
    "evidence_base": {"es": "según la base", "en": "base", "fr": "selon la base", "pt": "segundo a base"},
    "evidence_confirmed": {"es": "confirmada", "en": "confirmed", "fr": "confirmé", "pt": "confirmada"},
    "evidence_inferred": {"es": "inferida", "en": "inferred", "fr": "déduit", "pt": "inferida"},
    "nobody": {"es": "(sin proponente)", "en": "(nobody)", "fr": "(sans auteur)", "pt": "(sem proponente)"},
    "proposals": {"es": "{n} propuestas", "en": "{n} proposals", "fr": "{n} propositions", "pt": "{n} propostas"},
    "proposals_one": {"es": "1 propuesta", "en": "1 proposal", "fr": "1 proposition", "pt": "1 proposta"},
    "index": {
        "es": "versión | incorporadas | no incorporadas | entre corchetes | redacción por confirmar | qué es",
        "en": "version | incorporated | not incorporated | in brackets | wording to be confirmed | what it is",
        "fr": "version | incorporées | non incorporées | entre crochets | libellé à confirmer | ce que c'est",
        "pt": "versão | incorporadas | não incorporadas | entre colchetes | redação a confirmar | o que é",
    },
    "colon": {"es": ": ", "en": ": ", "fr": "\u00a0: ", "pt": ": "},
    "then": {"es": "; ", "en": "; ", "fr": "\u00a0; ", "pt": "; "},
    "and": {"es": "y", "en": "and", "fr": "et", "pt": "e"},
}


def say(key: str, language: str, **values: object) -> str:
    """The message in that language; English where there is none."""
    return fill(_TEXTS[key], language, values)


def fill(texts: Mapping[str, str], language: str, values: Mapping[str, object]) -> str:
    """A text in that language, its places filled; English where there is none."""
    return texts.get(language, texts["en"]).format(**values)


def count(key: str, n: int, language: str) -> str:
    """A message with a number, in the singular for one."""
    return say(f"{key}_one" if n == 1 and f"{key}_one" in _TEXTS else key, language, n=n)


def listed(names: Sequence[str], language: str) -> str:
    """`Canada, Colombia and Costa Rica`."""
    if len(names) < 2:
        return "".join(names)
    joint = say("and", language)
    if language == "es" and names[-1].startswith(("I", "Í", "Hi")):
        joint = "e"
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"
