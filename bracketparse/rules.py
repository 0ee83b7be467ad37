"""The rules of `plan check`: what each says, why it matters, and an example.

The docs page `docs/rules.md` and `plan check --explain` are both written from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from bracketparse.tree import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that `plan check` reports."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    example: str


RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            "P001",
            "unclosed-bracket",
            "error",
            "A bracket is opened and never closed. It is read as ending before the full stop of its sentence, or before the "
            "next delegation's bracket if that comes first.",
            "Where a proposal ends decides which words are a delegation's own; a missing bracket leaves that to a guess.",
            "11. Crear mecanismos, [CAN: el sector privado, y academia.",
        ),
        Rule(
            "P002",
            "stray-closer",
            "error",
            "A closing bracket has no opening one. It is kept in the text as it stands.",
            "Words before it may have been meant as a proposal; no version can tell which.",
            "the first paragraph] of the draft",
        ),
        Rule(
            "P003",
            "tag-without-colon",
            "warning",
            "A delegation's letters stand without their colon, or glued to the first word. The delegation is inferred because "
            "the same letters stand, properly written, elsewhere in the draft.",
            "If the letters were the first word of the text, the proposal would be nobody's.",
            "[CANy sobrevivientes]",
        ),
        Rule(
            "P004",
            "truncated-tag",
            "warning",
            "A tag is cut short. The delegation is inferred where just one of the draft's own delegations begins so.",
            "A proposal under the wrong name is worse than one under none: confirm it with the delegation.",
            "[CA vulnerables en situación de riesgo]",
        ),
        Rule(
            "P005",
            "tag-outside-bracket",
            "info",
            "The delegation stands before its bracket instead of inside. It is read as the tag of that bracket.",
            "Nothing is wrong in the words; other tools would lose the sponsor.",
            "49bis. CAN: [Tomar medidas adecuadas.]",
        ),
        Rule(
            "P006",
            "spacing-of-bracket",
            "info",
            "Spaces are missing or in the wrong place at a bracket: inside its tag, or between the bracket and its neighbour. "
            "Versions are set with single spaces.",
            "Taken literally, words would be glued together or commas would float.",
            "considerando[CRI: los principios] elementos",
        ),
        Rule(
            "P007",
            "stray-colon",
            "info",
            "A second colon stands inside a bracket, between old and new words. It is read as a separator and is in no version.",
            "Left in, it would be read as part of the proposed text.",
            "[CRI: produzco: causó u ocasionó]",
        ),
        Rule(
            "P008",
            "punctuation-before-bracket",
            "warning",
            "The sentence's full stop stands before the bracket whose words continue the sentence. Versions that take the "
            "words in put the full stop behind them.",
            "Printed as it stands the proposal would hang in the air after the sentence's end.",
            "sobrevivientes. [CAN:, de una manera adecuada]",
        ),
        Rule(
            "P009",
            "bracket-across-paragraphs",
            "info",
            "A bracket runs across a blank line or a paragraph's end.",
            "It may be meant so; it may also be a closing bracket that was forgotten.",
            "VÍCTIMAS [CAN: Y ⏎ ⏎ SOBREVIVIENTES]",
        ),
        Rule(
            "P010",
            "interrupted-sentence",
            "info",
            "A note or a page number stands inside a sentence. Versions put notes behind the paragraph and leave page numbers out.",
            "Words of a note in the midst of a sentence change what it says.",
            "por los derechos ⏎ - 22 - ⏎ humanos",
        ),
        Rule(
            "P011",
            "unknown-delegation",
            "warning",
            "The letters of a tag are those of no known delegation. They are kept as written.",
            "A typing error here hides a proposal from its own delegation. Name it in plan.toml if it is right.",
            "[CNA: y sobrevivientes]",
        ),
        Rule(
            "P012",
            "empty-bracket",
            "warning",
            "A bracket has a tag and no words.",
            "Something was deleted or not yet typed; the bracket changes nothing.",
            "[CAN: ]",
        ),
        Rule(
            "P013",
            "repeated-label",
            "warning",
            "Two blocks under the same heading carry the same label. The later ones get ~2, ~3 in their ids.",
            "A reference to that number is ambiguous.",
            "12. Adopt measures. 12. Adopt laws.",
        ),
        Rule(
            "P014",
            "label-gap",
            "info",
            "A number is missing in the sequence of labels.",
            "A paragraph may have been lost on the way to this file.",
            "12. … 14. …",
        ),
        Rule(
            "P015",
            "nested-too-deep",
            "warning",
            "Brackets are nested more than 100 deep; the innermost are read as characters.",
            "No negotiating text does this: the file is probably not one.",
            "[[[[[[…",
        ),
        Rule(
            "P016",
            "control-characters",
            "warning",
            "The text holds control or bidirectional characters, which can make a screen show other words than are there. "
            "They are kept in files and shown as visible signs on a terminal.",
            "What is read on a screen must be what is in the text.",
            "ESC, BEL, U+202E",
        ),
        Rule(
            "P020",
            "closed-before-verb",
            "warning",
            "A bracket is closed behind its delegations, before the verb and the words. It is read as closed at its end.",
            "Taken literally, the delegations would stand in the text and the words would be nobody's.",
            "[US/NZ] propose: generate the information]",
        ),
        Rule(
            "P021",
            "full-stop-for-colon",
            "warning",
            "A tag with a verb ends with a full stop. It is read as a colon.",
            "Otherwise the delegations would be words of the text.",
            "[NZ/CA propose. (g) The protection of species]",
        ),
        Rule(
            "P022",
            "verb-behind-colon",
            "warning",
            "The verb of a tag stands behind its colon. It is read as the tag's.",
            "As a word of the text it would turn an objection into a proposal.",
            "[VN: oppose adequate and effective]",
        ),
        Rule(
            "P023",
            "tag-list-fault",
            "info",
            "The list of delegations in a tag has a doubled separator, or the verb is glued to it.",
            "It is read as a list all the same; a delegation may be missing between two separators.",
            "[PE//VN/BN propose: shall]",
        ),
        Rule(
            "P024",
            "name-without-separator",
            "warning",
            "A delegation's name ends a bracket with nothing between it and the words. It is read as the tag.",
            "A State named in the text is not the author of the text: look at it.",
            "[the eradication of hunger Japan]",
        ),
        Rule(
            "P025",
            "tag-never-opened",
            "error",
            "A tag with a verb and a closing bracket stand without an opening one. A proposal is read that begins with the tag.",
            "Where it began is a guess.",
            "the Agreement US/MY propose: and its annexes]",
        ),
        Rule(
            "P026",
            "end-of-options",
            "info",
            "Where the last of several options ends is not written. It is read as ending where the text is less indented, where "
            "a heading follows, or where the numbers before the options go on.",
            "What follows the option belongs to it or does not; no version can tell which.",
            "Option 1: … Option 2: … (and then a paragraph)",
        ),
        Rule(
            "P027",
            "bracket-across-options",
            "warning",
            "A bracket opens in one option and closes in another, or behind them all. It is read as ending with its paragraph.",
            "A closing bracket was probably forgotten; read as it stands, it would swallow the options that follow.",
            "Option 1: [the text Option 2: another text]",
        ),
        Rule(
            "P028",
            "doubled-note-mark",
            "info",
            "Two anchors of notes with successive numbers stand side by side.",
            "A note was renumbered and its old mark left in.",
            "the Parties [ 90] [91] shall",
        ),
        Rule(
            "P029",
            "emphasis-across-bracket",
            "info",
            "Emphasis begins before a bracket and ends inside it, or the other way round.",
            "Versions that leave the bracket out leave half of the emphasis in.",
            "*[Taking* account of the needs,]",
        ),
        Rule(
            "P030",
            "slash-without-bracket",
            "info",
            "Words with slashes between them stand in the text without brackets. They are left as they are.",
            "In some venues they are alternatives that nobody bracketed.",
            "commitments / contributions / actions",
        ),
        Rule(
            "P031",
            "alternative-or-addition",
            "info",
            "Two brackets stand side by side, and nothing tells whether they are alternatives or two additions. Selected together both "
            "stay in brackets; each that is accepted by its id stands, and the other stays open.",
            "The same notation is used for both. Words of one kind or made alike are alternatives ([shall] [should]), words that go on "
            "from each other are not ([all] [, in time,]); of other words only those who wrote them know.",
            "the [domestic] [trafficking] in goods",
        ),
        Rule(
            "P032",
            "alternative-to-what",
            "warning",
            "A bracket calls itself an alternative, and neither a bracket nor a paragraph of its own stands before it. It is read as "
            "words put in where it stands.",
            "Which words it would replace, only those who wrote it know: a version that takes it in may say the same thing twice.",
            "Parties commit to [alt. resolve to] act",
        ),
        Rule(
            "P033",
            "remark-on-what",
            "info",
            "A note says an attitude to a paragraph whose number its section or article does not have. It is read as said of the "
            "paragraph that it stands at.",
            "The number may be that of an earlier draft: whose position it is on which text, the note alone does not tell.",
            "3. Parties pay. ⏎ Negotiators' Note: CL opposes paragraph 9.",
        ),
        Rule(
            "P034",
            "option-not-read",
            "warning",
            "A line begins with “Option” and a number, and no option before or behind it makes it one of several. Its words are read "
            "as agreed text.",
            "Words that only one side wants would stand in every version. Give the options numbers that go on from each other, each "
            "at the beginning of its line.",
            "Option 1: Parties pay. (and no Option 2)",
        ),
        Rule(
            "W001",
            "wording-undecided",
            "warning",
            "The words do not tell which are old and which are new. The bracket stays as written in every version.",
            "A silent guess would put words into a State's mouth. Mark them: [CAN: {--old--}{++new++}].",
            "[CRI: lo el] cual",
        ),
        Rule(
            "W002",
            "wording-inferred",
            "info",
            "Which words are old and which are new was inferred; the evidence is named.",
            "Versions rest on it. Confirm with the delegation before the text is circulated.",
            "[CAN: la violencia de género la violencia contra las mujeres]",
        ),
        Rule(
            "Q001",
            "doubled-word",
            "warning",
            "In a version, a word stands twice in a row where a proposal was taken in or left out.",
            "The proposal was probably meant to replace a word that stands outside its bracket.",
            "de [CAN: de los elementos]",
        ),
        Rule(
            "Q002",
            "loose-connector",
            "warning",
            "In a version, a preposition, article or conjunction is left without what it connects.",
            "A word outside the bracket goes with the words inside. It was not changed; the bracket should be widened.",
            "la pobreza y [CAN: la marginalización], la prevención",
        ),
        Rule(
            "Q003",
            "sentence-break",
            "warning",
            "In a version, a full stop is followed by words that continue the sentence.",
            "Either the full stop or the small letter is wrong; the words do not tell which.",
            "del Plan. [CAN: tales como servicios]",
        ),
        Rule(
            "Q004",
            "missing-end",
            "info",
            "In a version, a paragraph that a proposal changed at its end closes without a full stop or semicolon.",
            "The punctuation may have been meant to come with the words of the bracket.",
            "riesgos para [CAN: apoyar su implementación]",
        ),
        Rule(
            "Q005",
            "list-without-comma",
            "warning",
            "In a version, words put into a list are not followed by the list's comma.",
            "The item and the next one read as one phrase.",
            "situación migratoria, [CAN: estatus indígena] filiación política",
        ),
        Rule(
            "D001",
            "formatted-outside-brackets",
            "info",
            "In a Word draft words are struck or underlined outside any bracket with a tag. They are read as plain text: nothing "
            "says whose proposal they would be.",
            "In some drafts strike and underline are the only sign of a proposal; here they may also be mere emphasis.",
            "The Parties ~~may~~ shall (struck and underlined by hand, without a bracket)",
        ),
        Rule(
            "D002",
            "text-box",
            "info",
            "A Word draft has text boxes. What they say is read as paragraphs behind the text and its notes.",
            "A box has no place among the paragraphs; where its words belong only a person sees.",
            "a note in a frame beside the text",
        ),
        Rule(
            "D003",
            "headers-and-footers",
            "info",
            "The pages of a Word draft have headers or footers with words. They are page furniture, and left out.",
            "Whatever is circulated from this text gets headers of its own.",
            "OAS/Ser.W, CIDI/doc.5/26",
        ),
        Rule(
            "D004",
            "reference-outside",
            "info",
            "A Word draft refers to something outside of the file: a picture, a template, another document. It was not fetched.",
            "Fetching it would tell others that the draft is being read.",
            "a template on another machine",
        ),
        Rule(
            "D005",
            "kept-source-differs",
            "warning",
            "A Word draft that `plan export` wrote keeps the source of each paragraph. Here that source has other words, or "
            "other delegations, than the paragraph itself, which was then read as it stands.",
            "What is read is what a person sees on the page, and nothing else.",
            "a paragraph for Canada, and a hidden source for Chile",
        ),
        Rule(
            "D006",
            "bracket-in-tracked-change",
            "warning",
            "A tracked change of a Word draft holds square brackets or braces. They are shown as look-alikes (［ ］ ｛ ｝), as they "
            "would end the bracket that the change becomes.",
            "Brackets that a delegation puts around words of others are a proposal of their own, to be typed as such.",
            "Canada inserts “[shall]”",
        ),
        Rule(
            "D007",
            "paragraph-split-or-joined",
            "info",
            "A tracked change of a Word draft splits a paragraph in two or joins two. The words that go to another paragraph are "
            "read as deleted in the one and inserted in the other.",
            "A bracket cannot hold half of a paragraph's end; these two proposals belong together.",
            "First half.¶ (inserted) Second half.",
        ),
        Rule(
            "D008",
            "author-read-as",
            "info",
            "Whose the tracked changes of an author in Word are taken for: a delegation's code or name in the author's name, or "
            "what `--author` and `plan.toml` say.",
            "A person may bear the name of a State; `--author` sets it right.",
            "Jane Roe (Canada)",
        ),
        Rule(
            "D009",
            "part-not-read",
            "warning",
            "A Word draft names a part that is not in the file, or holds a document in another format. The rest is read.",
            "Labels, notes or words may be missing.",
            "word/footnotes.xml",
        ),
        Rule(
            "D010",
            "changed-since-export",
            "warning",
            "A paragraph with tracked changes in a Word draft that `plan export` wrote was changed since then, or stands with one that "
            "was. It is read as it stands: a proposal that runs over several paragraphs comes in one part for each, and who opposes or "
            "supports a proposal stands in its comment only.",
            "What a person wrote in Word counts; who else said what must be taken from the draft that was exported.",
            "a word changed in a paragraph that Canada proposes and Chile opposes",
        ),
    )
}
