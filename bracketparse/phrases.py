"""Phrases: what plan says where it asks people (`plan review`, questionnaires), in the draft's language."""

from __future__ import annotations

import re

from bracketparse.messages import fill

_TEXTS: dict[str, dict[str, str]] = {
    # a reading in words
    "insert": {
        "es": "insertar «{text}»",
        "en": "insert “{text}”",
        "fr": "insérer «\u00a0{text}\u00a0»",
        "pt": "inserir “{text}”",
    },
    "delete": {
        "es": "suprimir «{text}»",
        "en": "delete “{text}”",
        "fr": "supprimer «\u00a0{text}\u00a0»",
        "pt": "suprimir “{text}”",
    },
    "keep": {"es": "mantener «{text}»", "en": "keep “{text}”", "fr": "garder «\u00a0{text}\u00a0»", "pt": "manter “{text}”"},
    "undecided": {"es": "«{text}»", "en": "“{text}”", "fr": "«\u00a0{text}\u00a0»", "pt": "“{text}”"},
    "likeliest": {"es": "la más probable", "en": "the likeliest", "fr": "la plus probable", "pt": "a mais provável"},
    # the list
    "open_questions": {
        "es": "Preguntas abiertas sobre la redacción: {n}; corchetes: {brackets}.",
        "en": "Open questions of wording: {n}; brackets: {brackets}.",
        "fr": "Questions ouvertes de libellé\u00a0: {n}\u00a0; crochets\u00a0: {brackets}.",
        "pt": "Perguntas abertas sobre a redação: {n}; colchetes: {brackets}.",
    },
    "nothing_open": {
        "es": "No hay preguntas abiertas sobre la redacción.",
        "en": "No question of wording is open.",
        "fr": "Aucune question de libellé n'est ouverte.",
        "pt": "Não há perguntas abertas sobre a redação.",
    },
    "paragraph": {"es": "párrafo {n}", "en": "paragraph {n}", "fr": "paragraphe {n}", "pt": "parágrafo {n}"},
    "line": {"es": "línea {n}", "en": "line {n}", "fr": "ligne {n}", "pt": "linha {n}"},
    "also_at": {"es": "Lo mismo en {ids}", "en": "The same at {ids}", "fr": "De même en {ids}", "pt": "O mesmo em {ids}"},
    "how_to_answer": {
        "es": "Para responder: plan review --answer {id}=1, o --answer '{id}={{--viejo--}} {{++nuevo++}}'.",
        "en": "To answer: plan review --answer {id}=1, or --answer '{id}={{--old--}} {{++new++}}'.",
        "fr": "Pour répondre\u00a0: plan review --answer {id}=1, ou --answer '{id}={{--ancien--}} {{++nouveau++}}'.",
        "pt": "Para responder: plan review --answer {id}=1, ou --answer '{id}={{--antigo--}} {{++novo++}}'.",
    },
    # the review
    "wording": {"es": "Redacción", "en": "Wording", "fr": "Libellé", "pt": "Redação"},
    "of": {"es": "{n} de {all}", "en": "{n} of {all}", "fr": "{n} sur {all}", "pt": "{n} de {all}"},
    "which_old": {
        "es": "¿Qué palabras son viejas y cuáles nuevas?",
        "en": "Which words are old, and which are new?",
        "fr": "Quels mots sont anciens, lesquels nouveaux\u00a0?",
        "pt": "Quais palavras são antigas e quais novas?",
    },
    "base_text": {"es": "Texto de base", "en": "Base text", "fr": "Texte de base", "pt": "Texto de base"},
    "with_proposal": {
        "es": "Con la propuesta",
        "en": "With the proposal",
        "fr": "Avec la proposition",
        "pt": "Com a proposta",
    },
    "not_in_text": {"es": "(sin texto)", "en": "(no text)", "fr": "(aucun texte)", "pt": "(sem texto)"},
    "wording_keys": {
        "es": "1 2 3 elegir · o otra · a aquí · s saltar · u deshacer · d decidir · ? ayuda",
        "en": "1 2 3 choose · o other · a here · s skip · u undo · d decide · ? help · q quit",
        "fr": "1 2 3 choisir · o autre · a ici · s passer · u annuler · d décider · ? aide",
        "pt": "1 2 3 escolher · o outra · a aqui · s pular · u desfazer · d decidir · ? ajuda",
    },
    "decision_keys": {
        "es": "a aceptar · r rechazar · h retener · u deshacer · / filtro · ? ayuda · q salir",
        "en": "a accept · r reject · h hold · x clear · u undo · / filter · ? help · q quit",
        "fr": "a accepter · r rejeter · h retenir · u annuler · / filtre · ? aide · q quitter",
        "pt": "a aceitar · r rejeitar · h reter · u desfazer · / filtro · ? ajuda · q sair",
    },
    "only_here": {
        "es": "La respuesta vale solo aquí.",
        "en": "The answer counts here only.",
        "fr": "La réponse ne vaut qu'ici.",
        "pt": "A resposta vale só aqui.",
    },
    "everywhere": {
        "es": "La respuesta vale en los {n} lugares.",
        "en": "The answer counts in all {n} places.",
        "fr": "La réponse vaut aux {n} endroits.",
        "pt": "A resposta vale nos {n} lugares.",
    },
    "other_prompt": {
        "es": "Marque las palabras: {--viejas--} {++nuevas++}; Intro confirma, Esc cancela",
        "en": "Mark the words: {--old--} {++new++}; Enter confirms, Esc cancels",
        "fr": "Marquez les mots : {--anciens--} {++nouveaux++} ; Entrée confirme, Échap annule",
        "pt": "Marque as palavras: {--antigas--} {++novas++}; Enter confirma, Esc cancela",
    },
    "other_wrong": {
        "es": "Esas no son las palabras del corchete: {words}",
        "en": "Those are not the words of the bracket: {words}",
        "fr": "Ce ne sont pas les mots du crochet\u00a0: {words}",
        "pt": "Essas não são as palavras do colchete: {words}",
    },
    "filter_prompt": {
        "es": "by:CAN in:IV is:open palabras; is: open, accept, reject, hold, conflict",
        "en": "by:CAN in:IV is:open words; is: open, accept, reject, hold, conflict",
        "fr": "by:CAN in:IV is:open mots ; is: open, accept, reject, hold, conflict",
        "pt": "by:CAN in:IV is:open palavras; is: open, accept, reject, hold, conflict",
    },
    "draft": {"es": "Borrador", "en": "Draft", "fr": "Projet", "pt": "Projeto"},
    "result": {"es": "Resultado", "en": "Result", "fr": "Résultat", "pt": "Resultado"},
    "accept": {"es": "aceptada", "en": "accepted", "fr": "acceptée", "pt": "aceita"},
    "reject": {"es": "rechazada", "en": "rejected", "fr": "rejetée", "pt": "rejeitada"},
    "hold": {"es": "retenida", "en": "held", "fr": "retenue", "pt": "retida"},
    "open": {"es": "abierta", "en": "open", "fr": "ouverte", "pt": "aberta"},
    "conflict": {"es": "conflicto", "en": "conflict", "fr": "conflit", "pt": "conflito"},
    "decided": {
        "es": "Decididas: {done} de {all}",
        "en": "Decided: {done} of {all}",
        "fr": "Décidées\u00a0: {done} sur {all}",
        "pt": "Decididas: {done} de {all}",
    },
    "shown": {"es": "se muestran {n}", "en": "{n} shown", "fr": "{n} affichées", "pt": "{n} exibidas"},
    "no_proposals": {
        "es": "Ninguna propuesta corresponde al filtro.",
        "en": "No proposal fits the filter.",
        "fr": "Aucune proposition ne correspond au filtre.",
        "pt": "Nenhuma proposta corresponde ao filtro.",
    },
    "nothing_to_undo": {
        "es": "No hay nada que deshacer.",
        "en": "There is nothing to undo.",
        "fr": "Il n'y a rien à annuler.",
        "pt": "Não há nada a desfazer.",
    },
    "read_anew": {
        "es": "Por esta respuesta se leen ahora de otro modo: {ids}.",
        "en": "For this answer, these are read otherwise now: {ids}.",
        "fr": "Du fait de cette réponse, se lisent maintenant autrement : {ids}.",
        "pt": "Por esta resposta leem-se agora de outro modo: {ids}.",
    },
    "undone": {"es": "Deshecho.", "en": "Undone.", "fr": "Annulé.", "pt": "Desfeito."},
    "all_answered": {
        "es": "Todas las preguntas de redacción están respondidas. d pasa a las decisiones, q termina.",
        "en": "All questions of wording are answered. d goes on to the decisions, q ends.",
        "fr": "Toutes les questions de libellé ont leur réponse. d passe aux décisions, q termine.",
        "pt": "Todas as perguntas de redação estão respondidas. d passa às decisões, q termina.",
    },
    "skipped": {
        "es": "Saltadas: {n}. s vuelve a mostrarlas.",
        "en": "Skipped: {n}. s shows them again.",
        "fr": "Passées\u00a0: {n}. s les montre à nouveau.",
        "pt": "Puladas: {n}. s as mostra de novo.",
    },
    "wording_open": {
        "es": "redacción por decidir: queda entre corchetes",
        "en": "wording not known: stays in brackets",
        "fr": "libellé inconnu : reste entre crochets",
        "pt": "redação por decidir: fica entre colchetes",
    },
    "saved_in": {
        "es": "Guardado en {file}.",
        "en": "Saved in {file}.",
        "fr": "Enregistré dans {file}.",
        "pt": "Guardado em {file}.",
    },
    "help_wording": {
        "es": "Un corchete guarda palabras viejas y nuevas, y nadie dice cuáles. Cada lectura muestra su oración completa: "
        "{--vieja--} sale, {++nueva++} entra.\n\n"
        "1…9  elige una lectura     o  otra: marque usted las palabras\n"
        "a    la respuesta vale solo aquí, no en todos los lugares iguales\n"
        "v    muestra aparte el texto de base y el texto con la propuesta\n"
        "s    salta la pregunta     u  deshace la última respuesta\n"
        "d    decide propuestas     q  termina (cada respuesta ya está guardada)",
        "en": "A bracket holds old words and new ones, and nobody says which. Each reading shows its sentence in full: "
        "{--old--} goes, {++new++} comes.\n\n"
        "1…9  choose a reading      o  another one: mark the words yourself\n"
        "a    the answer counts here only, not in all equal places\n"
        "v    show the base text and the text with the proposal apart\n"
        "s    skip the question     u  undo the last answer\n"
        "d    decide proposals      q  end (each answer is saved already)",
        "fr": "Un crochet contient des mots anciens et des nouveaux, sans dire lesquels. Chaque lecture montre sa phrase entière : "
        "{--ancien--} sort, {++nouveau++} entre.\n\n"
        "1…9  choisir une lecture   o  une autre : marquez les mots\n"
        "a    la réponse ne vaut qu'ici, non à tous les endroits égaux\n"
        "v    montrer séparément le texte de base et le texte proposé\n"
        "s    passer la question    u  annuler la dernière réponse\n"
        "d    décider               q  terminer (chaque réponse est enregistrée)",
        "pt": "Um colchete guarda palavras antigas e novas, e ninguém diz quais. Cada leitura mostra sua frase inteira: "
        "{--antiga--} sai, {++nova++} entra.\n\n"
        "1…9  escolher uma leitura  o  outra: marque as palavras\n"
        "a    a resposta vale só aqui, não em todos os lugares iguais\n"
        "v    mostrar à parte o texto de base e o texto com a proposta\n"
        "s    pular a pergunta      u  desfazer a última resposta\n"
        "d    decidir propostas     q  terminar (cada resposta já está guardada)",
    },
    "help_decision": {
        "es": "Cada propuesta se acepta, se rechaza o se retiene entre corchetes. A la derecha, el párrafo que resulta.\n\n"
        "a  aceptar     r  rechazar     h  retener     x  borrar la decisión\n"
        "u  deshacer    /  filtro y búsqueda: by:CAN in:IV is:open palabras\n"
        "c  delegación siguiente   i  sección siguiente   t  estado siguiente\n"
        "n  siguiente abierta      w  preguntas de redacción   q  terminar",
        "en": "Each proposal is accepted, rejected, or held in its brackets. On the right, the paragraph that results.\n\n"
        "a  accept      r  reject       h  hold        x  clear the decision\n"
        "u  undo        /  filter and search: by:CAN in:IV is:open words\n"
        "c  next delegation   i  next section   t  next state\n"
        "n  next open one     w  questions of wording   q  end",
        "fr": "Chaque proposition est acceptée, rejetée ou retenue entre crochets. À droite, le paragraphe qui en résulte.\n\n"
        "a  accepter    r  rejeter      h  retenir     x  effacer la décision\n"
        "u  annuler     /  filtre et recherche : by:CAN in:IV is:open mots\n"
        "c  délégation suivante   i  section suivante   t  état suivant\n"
        "n  ouverte suivante      w  questions de libellé   q  terminer",
        "pt": "Cada proposta é aceita, rejeitada ou retida entre colchetes. À direita, o parágrafo que resulta.\n\n"
        "a  aceitar     r  rejeitar     h  reter       x  apagar a decisão\n"
        "u  desfazer    /  filtro e busca: by:CAN in:IV is:open palavras\n"
        "c  próxima delegação   i  próxima seção   t  próximo estado\n"
        "n  próxima aberta      w  perguntas de redação   q  terminar",
    },
    # the questionnaire
    "form_title": {
        "es": "Consulta sobre la redacción de las propuestas",
        "en": "Query on the wording of proposals",
        "fr": "Consultation sur le libellé des propositions",
        "pt": "Consulta sobre a redação das propostas",
    },
    "form_to": {
        "es": "Delegación: {who}",
        "en": "Delegation: {who}",
        "fr": "Délégation\u00a0: {who}",
        "pt": "Delegação: {who}",
    },
    "form_draft": {
        "es": "Documento: {name}",
        "en": "Document: {name}",
        "fr": "Document\u00a0: {name}",
        "pt": "Documento: {name}",
    },
    "form_intro": {
        "es": "En las propuestas siguientes no se distingue qué palabras son del texto de base y cuáles propone la delegación. "
        "Las palabras ~~tachadas~~ salen del texto; las __subrayadas__ entran.",
        "en": "In the proposals below the words of the base text and the words proposed cannot be told apart. "
        "Words ~~struck through~~ leave the text; words __underlined__ enter it.",
        "fr": "Dans les propositions ci-après, les mots du texte de base et les mots proposés ne se distinguent pas. "
        "Les mots ~~barrés~~ sortent du texte\u00a0; les mots __soulignés__ y entrent.",
        "pt": "Nas propostas a seguir não se distingue quais palavras são do texto de base e quais a delegação propõe. "
        "As palavras ~~riscadas~~ saem do texto; as __sublinhadas__ entram.",
    },
    "form_how_docx": {
        "es": "Escriba una X en la primera columna, una sola por cuadro, y devuelva este archivo. Si ninguna lectura es la "
        "correcta, escriba el texto en la última fila.",
        "en": "Type an X in the first column, only one in each table, and send this file back. If none of the readings is right, "
        "write the text in the last row.",
        "fr": "Tapez un X dans la première colonne, un seul par tableau, et renvoyez ce fichier. Si aucune lecture n'est la "
        "bonne, écrivez le texte dans la dernière ligne.",
        "pt": "Digite um X na primeira coluna, apenas um em cada quadro, e devolva este arquivo. Se nenhuma leitura for a "
        "correta, escreva o texto na última linha.",
    },
    "form_how_html": {
        "es": "Marque una lectura por pregunta. Guarde luego las respuestas con el botón del final y envíe ese archivo; o "
        "imprima la página y devuélvala marcada.",
        "en": "Choose one reading for each question. Then save the answers with the button at the end and send that file; or "
        "print the page and return it marked.",
        "fr": "Choisissez une lecture par question. Enregistrez ensuite les réponses avec le bouton en fin de page et envoyez ce "
        "fichier\u00a0; ou imprimez la page et renvoyez-la remplie.",
        "pt": "Escolha uma leitura por pergunta. Salve depois as respostas com o botão do fim e envie esse arquivo; ou imprima "
        "a página e devolva-a marcada.",
    },
    "form_as_written": {"es": "En el documento", "en": "In the document", "fr": "Dans le document", "pt": "No documento"},
    "form_other": {
        "es": "Ninguna; el texto correcto es:",
        "en": "None of these; the right text is:",
        "fr": "Aucune\u00a0; le texte correct est\u00a0:",
        "pt": "Nenhuma; o texto correto é:",
    },
    "form_save": {
        "es": "Guardar las respuestas",
        "en": "Save the answers",
        "fr": "Enregistrer les réponses",
        "pt": "Salvar as respostas",
    },
    "form_nothing": {
        "es": "No hay preguntas para esta delegación.",
        "en": "There are no questions for this delegation.",
        "fr": "Aucune question pour cette délégation.",
        "pt": "Não há perguntas para esta delegação.",
    },
    "form_answer": {"es": "Respuesta", "en": "Answer", "fr": "Réponse", "pt": "Resposta"},
    "form_reading": {"es": "Lectura", "en": "Reading", "fr": "Lecture", "pt": "Leitura"},
}


def phrase(key: str, language: str, **values: object) -> str:
    """The phrase in that language; English where there is none. Without values, braces stand for themselves."""
    if not values:
        texts = _TEXTS[key]
        return texts.get(language, texts["en"])
    return fill(_TEXTS[key], language, values)


def in_words(parts: tuple[tuple[str, str], ...], language: str) -> str:
    """A reading in words: `delete “vulnerabilidad”, insert “riesgo”`."""
    return ", ".join(phrase(role, language, text=text) for role, text in parts)


def from_words(text: str) -> tuple[tuple[str, str], ...] | None:
    """A reading that `in_words` wrote, in any of the languages; None if it is none."""
    for language in _TEXTS["insert"]:
        frames = {role: _TEXTS[role][language].split("{text}") for role in ("insert", "delete", "keep")}
        heads = "|".join(re.escape(before) for before, _ in frames.values())
        parts, position = [], 0
        while position < len(text):
            for role, (before, behind) in frames.items():
                frame = re.compile(rf"{re.escape(before)}(.+?){re.escape(behind)}(?:, (?={heads})|\Z)", re.DOTALL)
                if (match := frame.match(text, position)) is not None:
                    parts.append((role, match[1]))
                    position = match.end()
                    break
            else:
                break
        if parts and position == len(text):
            return tuple(parts)
    return None


def is_phrase(key: str, text: str) -> bool:
    """True where a text begins with that phrase, in any of the languages."""
    return any(text.startswith(told) for told in _TEXTS[key].values())


def behind_phrase(key: str, text: str) -> str:
    """What stands behind that phrase."""
    return next((text[len(told) :].strip() for told in _TEXTS[key].values() if text.startswith(told)), text)
