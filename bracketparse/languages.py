"""Languages: the small words of Spanish, English, French and Portuguese, and what each fuses at a join.

Function words only: no vocabulary of any draft belongs here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Language:
    """The function words of a language, all in small letters."""

    code: str
    articles: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    others: frozenset[str]
    """Relative and other pronouns, possessives, demonstratives."""
    contractions: Mapping[tuple[str, str], str]
    """What two words become when a join brings them together: `a el` → `al`."""
    paragraph_words: tuple[str, ...]
    """How a text refers to its own paragraphs and sections."""
    elisions: Mapping[str, str] = field(default_factory=dict)
    """What a word becomes before a vowel: `de` → `d’`."""
    infinitives: tuple[str, ...] = ("\0",)
    """How infinitives end, before which what looks like an article is a pronoun."""
    spaced_punctuation: bool = False
    """A space stands before `;`, `:`, `!` and `?`, and inside guillemets."""

    function_words: frozenset[str] = field(init=False)
    """All of them."""
    openers: frozenset[str] = field(init=False)
    """The words that may not end a phrase."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "openers", self.articles | self.prepositions | self.conjunctions)
        object.__setattr__(self, "function_words", self.openers | self.others)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language(
            "es",
            _words("el la los las un una unos unas lo al del"),
            _words("a ante bajo con contra de desde durante en entre hacia hasta mediante para por según sin sobre tras"),
            _words("y e o u ni pero sino que como así"),
            _words(
                "se su sus este esta estos estas ese esa esos esas cual cuales cuyo cuya cuyos cuyas dicho dicha mismo misma "
                "nuestro nuestra nuestros nuestras"
            ),
            {("a", "el"): "al", ("de", "el"): "del"},
            (
                "párrafo",
                "párrafos",
                "numeral",
                "numerales",
                "inciso",
                "incisos",
                "apartado",
                "apartados",
                "literal",
                "sección",
            ),
        ),
        Language(
            "en",
            _words("the a an"),
            _words(
                "of to in for on with by from at as into through within without under over between among against during "
                "towards upon including concerning regarding"
            ),
            _words("and or nor but that which than"),
            _words("its their his her this these those such any all each other it they who whose where when if not no our"),
            {},
            ("paragraph", "paragraphs", "para", "paras", "subparagraph", "subparagraphs", "section", "sections"),
        ),
        Language(
            "fr",
            _words("le la les l un une des du au aux"),
            _words("à de d en dans par pour sur avec sans sous entre vers chez contre depuis pendant selon dès"),
            _words("et ou ni mais que qu comme"),
            _words("se s son sa ses leur leurs ce cette ces cet dont qui lequel laquelle lesquels lesquelles ne pas notre nos"),
            {("à", "le"): "au", ("de", "le"): "du", ("à", "les"): "aux", ("de", "les"): "des"},
            ("paragraphe", "paragraphes", "alinéa", "alinéas", "section", "sections"),
            infinitives=(
                "cer",
                "ger",
                "ner",
                "rer",
                "ser",
                "ter",
                "ler",
                "ver",
                "der",
                "per",
                "uer",
                "ir",
                "faire",
                "dire",
                "mettre",
            ),
            elisions={"de": "d’", "le": "l’", "la": "l’", "que": "qu’", "ne": "n’", "se": "s’"},
            spaced_punctuation=True,
        ),
        Language(
            "pt",
            _words("o a os as um uma uns umas ao à aos às do da dos das no na nos nas pelo pela pelos pelas"),
            _words("de em para por com sem sob sobre entre até desde contra perante após segundo conforme mediante"),
            _words("e ou nem mas que como"),
            _words(
                "se seu sua seus suas este esta estes estas esse essa isso qual quais cujo cuja cujos cujas não nosso nossa nossos nossas"
            ),
            {
                ("a", "o"): "ao",
                ("a", "os"): "aos",
                ("a", "a"): "à",
                ("a", "as"): "às",
                ("de", "o"): "do",
                ("de", "a"): "da",
                ("de", "os"): "dos",
                ("de", "as"): "das",
                ("em", "o"): "no",
                ("em", "a"): "na",
                ("em", "os"): "nos",
                ("em", "as"): "nas",
                ("por", "o"): "pelo",
                ("por", "a"): "pela",
                ("por", "os"): "pelos",
                ("por", "as"): "pelas",
            },
            ("parágrafo", "parágrafos", "inciso", "incisos", "alínea", "alíneas", "seção", "seções"),
            infinitives=(
                "ntar",
                "icar",
                "izar",
                "gurar",
                "ivar",
                "uar",
                "cer",
                "ger",
                "ter",
                "zer",
                "tir",
                "rir",
                "uir",
                "gir",
                "cir",
            ),
        ),
    )
}

_DISTINCTIVE: dict[str, tuple[frozenset[str], str]] = {
    "es": (_words("el los las la del y con una por para como su que en"), "ñóíáú¿"),
    "en": (_words("the of and to in for that with shall by is on"), ""),
    "fr": (_words("le les la des du et dans une pour sur aux est que"), "èêàùœç"),
    "pt": (_words("o os do da dos das em com uma não ao para pela que"), "ãõçêâ"),
}
"""Of each language the small words and the letters that tell it from the others."""
_SAMPLE = 10_000


def detect(source: str, default: str = "en") -> str:
    """The language that most of the text's small words are of; `default` where there are none."""
    sample = source[:_SAMPLE].lower()
    counts = Counter(re.findall(r"\w+", sample))
    scores = {
        code: sum(counts[word] for word in words) + sum(sample.count(letter) for letter in letters) / 2
        for code, (words, letters) in _DISTINCTIVE.items()
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else default
