"""What a difference says, in four languages.

Never that something is agreed or withdrawn: only a marker or a person can say so.
"""

from __future__ import annotations

_TEXTS: dict[str, tuple[str, str, str, str]] = {  # en, es, fr, pt
    "unannounced": (
        "Changes of the base text that no bracket announces",
        "Cambios del texto de base que ningún corchete anuncia",
        "Modifications du texte de base qu'aucun crochet n'annonce",
        "Alterações do texto de base que nenhum colchete anuncia",
    ),
    "none_unannounced": (
        "There are no changes of the base text that no bracket announces.",
        "No hay cambios del texto de base que no anuncie un corchete.",
        "Il n'y a aucune modification du texte de base qu'un crochet n'annonce pas.",
        "Não há alterações do texto de base que um colchete não anuncie.",
    ),
    "uncertain": (
        "a proposal changed at the same place, and may have announced the change",
        "en el mismo lugar cambió una propuesta, que pudo anunciar el cambio",
        "une proposition a changé au même endroit et a pu annoncer la modification",
        "no mesmo lugar mudou uma proposta, que pode ter anunciado a alteração",
    ),
    "renumbering": (
        "a reference, brought along with the numbers",
        "una referencia, adaptada a los números",
        "un renvoi, adapté aux numéros",
        "uma referência, adaptada aos números",
    ),
    "proposals": ("Proposals", "Propuestas", "Propositions", "Propostas"),
    "words": ("Words", "Palabras", "Mots", "Palavras"),
    "new": ("New", "Nuevas", "Nouvelles", "Novas"),
    "unbracketed": (
        "No longer in brackets; their words stand",
        "Ya sin corchetes; sus palabras quedan en el texto",
        "Plus entre crochets ; leurs mots sont dans le texte",
        "Já sem colchetes; suas palavras estão no texto",
    ),
    "gone": ("No longer in the text", "Ya no están en el texto", "Plus dans le texte", "Já não estão no texto"),
    "reworded": ("Reworded", "Con otra redacción", "Reformulées", "Com outra redação"),
    "roles": (
        "Other words are now the old or the new ones",
        "Otras palabras son ahora las viejas o las nuevas",
        "D'autres mots sont désormais les anciens ou les nouveaux",
        "Outras palavras são agora as antigas ou as novas",
    ),
    "was": ("was: {words}", "antes: {words}", "avant : {words}", "antes: {words}"),
    "moved": ("Moved", "Trasladadas", "Déplacées", "Deslocadas"),
    "sponsors": (
        "Sponsors joined or left, or changed their attitude",
        "Con otros proponentes, u otra actitud suya",
        "Avec d'autres auteurs, ou une autre attitude de leur part",
        "Com outros proponentes, ou outra atitude sua",
    ),
    "extent": (
        "From a whole paragraph to a part of it, or back",
        "De un párrafo entero a una parte, o a la inversa",
        "D'un paragraphe entier à une partie, ou l'inverse",
        "De um parágrafo inteiro a uma parte, ou o inverso",
    ),
    "split": ("Split off from another", "Separadas de otra", "Séparées d'une autre", "Separadas de outra"),
    "merged": ("Merged into another", "Unidas a otra", "Fondues dans une autre", "Unidas a outra"),
    "stands": ("“{words}” stands", "queda “{words}”", "« {words} » est dans le texte", "fica “{words}”"),
    "within": (
        "inside {id}, which is in brackets",
        "dentro de {id}, que está entre corchetes",
        "dans {id}, qui est entre crochets",
        "dentro de {id}, que está entre colchetes",
    ),
    "more": ("{n} more: {ids}", "{n} más: {ids}", "{n} autres : {ids}", "outras {n}: {ids}"),
    "joined": ("joined: {who}", "se sumó: {who}", "s'y joint : {who}", "somou-se: {who}"),
    "left": ("no longer named: {who}", "ya no figura: {who}", "n'y figure plus : {who}", "já não figura: {who}"),
    "now_part": (
        "now a part of its paragraph",
        "ahora parte de su párrafo",
        "désormais une partie de son paragraphe",
        "agora parte do seu parágrafo",
    ),
    "now_whole": (
        "now its whole paragraph",
        "ahora el párrafo entero",
        "désormais tout le paragraphe",
        "agora o parágrafo inteiro",
    ),
    "also": ("also", "también", "aussi", "também"),
    "same_paragraph": ("the same", "igual", "identique", "igual"),
    "reworded_paragraph": ("reworded", "con otra redacción", "reformulé", "com outra redação"),
    "renumbered_paragraph": ("renumbered", "renumerado", "renuméroté", "renumerado"),
    "moved_paragraph": ("moved", "trasladado", "déplacé", "deslocado"),
    "split_paragraph": ("split", "dividido", "divisé", "dividido"),
    "merged_paragraph": ("merged", "unido", "fusionné", "unido"),
    "inserted_paragraph": ("inserted", "insertado", "inséré", "inserido"),
    "deleted_paragraph": ("deleted", "suprimido", "supprimé", "suprimido"),
    "folded": (
        "{n} unchanged paragraphs",
        "{n} párrafos sin cambios",
        "{n} paragraphes inchangés",
        "{n} parágrafos sem alterações",
    ),
    "folded_one": ("1 unchanged paragraph", "1 párrafo sin cambios", "1 paragraphe inchangé", "1 parágrafo sem alterações"),
    "no_difference": (
        "The words are the same.",
        "Las palabras son las mismas.",
        "Les mots sont les mêmes.",
        "As palavras são as mesmas.",
    ),
    "had": (
        "{name} had {n} proposals",
        "{name} tenía {n} propuestas",
        "{name} comptait {n} propositions",
        "{name} tinha {n} propostas",
    ),
    "had_one": (
        "{name} had 1 proposal",
        "{name} tenía 1 propuesta",
        "{name} comptait 1 proposition",
        "{name} tinha 1 proposta",
    ),
    "count_same": ("{n} unchanged", "{n} sin cambios", "{n} inchangées", "{n} sem alterações"),
    "count_reworded": ("{n} reworded", "{n} con otra redacción", "{n} reformulées", "{n} com outra redação"),
    "count_roles": (
        "{n} with other words old or new",
        "{n} con otras palabras viejas o nuevas",
        "{n} avec d'autres mots anciens ou nouveaux",
        "{n} com outras palavras antigas ou novas",
    ),
    "count_moved": ("{n} moved", "{n} trasladadas", "{n} déplacées", "{n} deslocadas"),
    "count_sponsors": (
        "{n} with other sponsors",
        "{n} con otros proponentes",
        "{n} avec d'autres auteurs",
        "{n} com outros proponentes",
    ),
    "count_extent": ("{n} of another extent", "{n} de otra extensión", "{n} d'une autre étendue", "{n} de outra extensão"),
    "count_merged": ("{n} merged into others", "{n} unidas a otras", "{n} fondues dans d'autres", "{n} unidas a outras"),
    "count_unbracketed": (
        "{n} now without brackets",
        "{n} ya sin corchetes",
        "{n} désormais sans crochets",
        "{n} já sem colchetes",
    ),
    "count_gone": ("{n} gone", "{n} fuera del texto", "{n} disparues", "{n} fora do texto"),
    "adds": ("{name} adds {n}", "{name} añade {n}", "{name} en ajoute {n}", "{name} acrescenta {n}"),
    "splits": ("{n} split off from others", "{n} separadas de otras", "{n} séparées d'autres", "{n} separadas de outras"),
    "has": ("and has {n}.", "y tiene {n}.", "et en compte {n}.", "e tem {n}."),
    "old_name": ("the first draft", "el primer proyecto", "le premier projet", "o primeiro projeto"),
    "new_name": ("the second draft", "el segundo proyecto", "le second projet", "o segundo projeto"),
    "rests": (
        "Of {n} of the {all} proposals that are in no bracket any more, which words are old and which new is not marked but inferred.",
        "De {n} de las {all} propuestas que ya no están entre corchetes, qué palabras son viejas y cuáles nuevas no está marcado sino inferido.",
        "Pour {n} des {all} propositions qui ne sont plus entre crochets, les mots anciens et nouveaux ne sont pas marqués mais déduits.",
        "De {n} das {all} propostas que já não estão entre colchetes, quais palavras são antigas e quais novas não está marcado mas inferido.",
    ),
    "who": ("Delegation", "Delegación", "Délégation", "Delegação"),
    "kind": ("Kind of change", "Clase de cambio", "Type de modification", "Tipo de alteração"),
    "everyone": ("all", "todas", "toutes", "todas"),
    "nobody": ("nobody named", "sin proponente", "sans auteur", "sem proponente"),
    "the_join": ("follows from the change", "se sigue del cambio", "découle de la modification", "decorre da alteração"),
    "deleted": ("deleted", "suprimido", "supprimé", "suprimido"),
    "inserted": ("inserted", "insertado", "inséré", "inserido"),
    "skip": ("Skip to the words", "Ir a las palabras", "Aller aux mots", "Ir para as palavras"),
    "shown": ("{n} of {all} shown", "se muestran {n} de {all}", "{n} sur {all} affichées", "{n} de {all} mostradas"),
}
_LANGUAGES = ("en", "es", "fr", "pt")


def tell(key: str, language: str, **values: object) -> str:
    """The sentence or word in that language; English where there is none."""
    return _TEXTS[key][_LANGUAGES.index(language) if language in _LANGUAGES else 0].format(**values)


def counted(key: str, n: int, language: str, **values: object) -> str:
    """A sentence with a number, in the singular for one."""
    return tell(f"{key}_one" if n == 1 and f"{key}_one" in _TEXTS else key, language, n=n, **values)
