"""Whether an unlabelled line is an author line."""

import re
from functools import lru_cache

from extractors.detectors.author_lists import parse_authors
from extractors.detectors.name_boundaries import PINYIN, is_initials
from extractors.detectors.name_marks import mask_noise
from extractors.detectors.name_words import EAST_ASIAN, HAN_SURNAMES, PARTICLES, word_set
from extractors.found import Name

_MAX_LINE = 4000
_NEVER = re.compile(r"[\"“”„«»?!=_%+~/\\{}<>:…]|\.\.\.|\d{4}")
# Without any of these in a line, what is never in a list of names cannot be a part of noise.
_MASKED = ("<", "&#", "\\", "$", "http", "@", "{at}", "ORCID", "orcid", "000")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_PERSON_WORD = re.compile(
    r"(?:[^\W\d_a-z]|[^\W\d_][’'])[^\W\d_]*+\.?(?:[’'‐–-][^\W\d_]+\.?)*+(?:\.[^\W\d_]\.?)*+|[dl]['’][^\W\d_]+|\(?[A-Z][a-z]+\)"
    r"|(?:[^\W\d_a-z]\.-?){3,5}"
)
_PLACE = re.compile(
    r",\s*(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|UK|USA)$"
)
_CLOSES_NAME = re.compile(r"(?:\b[^\W\d_]|\b[JS]r|\bal)\.$", re.I)
_JOINS = frozenset({"and", "y", "e", "i", "et", "und"})
# Capitalised words that stand in titles, menus, subjects, journals and places, and in few names.
_WORLDLY = word_set(
    """
    about abstract academic access account act advanced adult african age american analysis and annual applied
    archive archives art article articles arts asian at author authors behavior behaviour biology book books british
    browse business by canadian cancer care case cell chapter chemistry child children chinese citation clinical
    community conference contact contents cookie current data details development digital diseases disease download
    economic economics editorial education effect effects email energy engineering english environment european
    evidence experience figures full funding general geography german google guide health help history home human
    humanities image information issue issues journal journals keywords kingdom language law learning letter letters
    library licence license life limited literature log login management material materials mathematics media
    medical medicine member members menu mental metrics model models more music nature network new news north
    nursing online open original outline overview page paper papers pdf peer people permissions philosophy physics
    policy political politics practice press previous primary privacy proceedings process product products profile
    program psychiatry psychology public publication publications publisher quality read recovery reference
    references register related report reports reprints research resources result results review reviews rights save
    scholar school science sciences scientific search section service services share shop sign site social society
    south special state states statement statistics store studies study subject submit subscribe summary
    supplementary support survey symposium system systems table technology terms text theory therapy thesis tools
    topic topics training treatment trial united university update use user users view volume west women work
    working workers world year your york francisco angeles germany france italy spain japan china india brazil
    canada australia korea turkey russia london paris berlin beijing shanghai next verlag ebooks ebook quarterly
    univ ctr lab tech candidate springer elsevier wiley inc permanente the with from how why what are is this that
    vitamin hepatitis type class part protein factor usa uk wales zealand kong africa america europe asia island
    islands city county street road hospital institute department
    """
)
_GIVEN = word_set(
    """
    aaron abdul abigail adam adrian agnes ahmed akira alan albert alberto alejandro aleksandra alessandro alex
    alexander alexandra alexandre alexei alexey alexis alfred ali alice alicia alison allan allen amanda amber amir
    amy ana anastasia anders anderson andre andrea andreas andreea andrei andrew andrey andré andy angel angela
    angelo anil anita ann anna anne annette annie anthony antoine anton antonia antonio anu arash ariane arnold
    arthur arun ashley astrid atsushi audrey augusto ayşe barbara barry beatrice beatriz ben benjamin bernard bernd
    bernhard beth betty beverly bjorn björn bob boris brad bradley brandon brenda brendan brett brian bridget bruce
    bruno bryan caitlin calvin cameron camilla carl carla carlo carlos carmen carol carole carolina caroline carolyn
    cary catarina catherine cathy cecilia chantal charles charlotte chris christian christina christine christoph
    christophe christopher claire clara claude claudia claudio colin connor constance corinne craig cristina cynthia
    daisuke dale dan dana daniel daniela daniele danielle dariusz daryl dave david davide dawn dean deborah debra
    denis denise dennis derek diana diane didier diego dieter dimitri dimitrios dirk dmitry dominic dominik
    dominique don donald donna dora doris dorothy doug douglas duncan dylan eduardo edward edwin eileen elaine
    eleanor elena eli elisa elisabeth elizabeth ella ellen elsa emilia emily emma emmanuel enrico eric erica erik
    erika ernst esther eugene eva evelyn ewa fabian fabio fatima fatma federica federico felipe felix fernanda
    fernando fiona florence florian frances francesca francesco francis francisco franco frank franz françois fred
    frederic frederick friedrich gabriel gabriela gareth gary gavin geoff geoffrey george georg georgia gerald
    gerard gerd gerhard giacomo gill gillian gina giorgio giovanni giulia giuseppe glenn gloria gordon grace graham
    greg gregory guido guillaume gustavo guy hannah hans harald harold harriet harry hassan heather heidi heinrich
    helen helena helmut hélène henri henrik henry herbert hermann hiroshi holly howard hugh hugo hussein ian ibrahim
    igor ingrid irene irina isabel isabella isabelle ivan jack jackie jacob jacqueline jacques jake james jamie jan
    jana jane janet janice jason javier jay jean jeff jeffrey jenna jennifer jenny jens jeremy jesse jessica jesus
    jill jim joachim joan joana joanna joanne joel joerg johan johanna johannes john jon jonas jonathan jordan jorge
    jose josef joseph josephine joshua josé joy joyce joão juan judith juha juergen julia julian julie julien
    juliette justin jérôme jörg jürgen kai karel karen karin karl karla kate katharina katherine kathleen kathryn
    kathy katie katrin kay keith kelly ken kenji kenneth kenny kerry kevin kim kimberly kirsten klaus kristen
    kristin kristina kurt kyle lars laura lauren laurence laurent laurie lawrence leah lee leila lena leo leon
    leonard leonardo leslie liam lily linda lisa liz lloyd lorenzo lori lorna louis louise luc luca lucas lucia
    lucie lucy luigi luis luiz luke lydia lynn madeline magdalena malcolm manfred manuel marc marcel marcelo marcia
    marco marcos marcus margaret margarita maria marianne marie marina mario marion mark markus marta martha martin
    martina mary maría masahiro mateusz matteo matthew matthias matthieu maurice max maya megan mehmet melanie
    melissa mercedes michael michal michel michele michelle miguel mike mikael milan miriam mohamed mohammad
    mohammed mona monica monika muhammad murat mustafa nadia nancy naomi natalia natalie natasha nathan neil
    nicholas nick nicola nicolas nicole nigel nikos nina noah nora norman olaf ole oleg olga oliver olivia olivier
    omar oscar otto pablo pamela paolo pascal pat patricia patrick paul paula paulo pavel pedro peter petr petra
    phil philip philipp philippe phillip pierre pietro rachel rafael raj rajesh ralf ralph ramon raphael raymond
    rebecca regina reinhard renate rené ricardo riccardo richard rick rita rob robert roberta roberto robin rodrigo
    roger roland rolf roman ron ronald rosa rosemary ross roy rui rupert russell ruth ryan sabine sally sam samantha
    samuel sandra sara sarah satoshi scott sean sebastian serge sergey sergio seth shane shannon sharon sheila
    shirley silvia simon simone sofia sonia sonja sophia sophie stacey stanley stefan stefania stefano stella
    stephan stephanie stephen steve steven stewart stuart sue sunil susan susanna susanne suzanne sven svetlana
    sylvia sylvie takashi tamara tania tara tatiana ted teresa terry tetsuya theo theodore theresa thierry thomas
    tim timo timothy tina tobias todd tom tomas tomasz tommaso toni tony tori tracey tracy ulrich ulrike ursula uwe
    valentina valerie vanessa vera veronica veronika victor victoria vincent vincenzo virginia vittorio vivian
    vladimir walter warren wayne wei wendy werner wesley wilhelm will william wolfgang xavier yang yann yasmin
    yolanda yoshihiro yuki yusuf yves yvonne zoe zoltan łukasz
    """
)

# Given names that are also common words or places: no sign where they stand alone on a line.
_AMBIGUOUS = word_set(
    """
    art austin bill carol carolina charlotte chelsea crystal dale dawn dean drew faith florence frank georgia glen
    grace grant guy hope iris ivy jack jean jersey jordan joy lance lily mark may pat paris rich rob rose sage sandy
    sue summer sydney victoria virginia will
    """
)


def looks_like_author_line(text: str) -> bool:
    """Whether a line, by itself, can be nothing but a list of personal names. In doubt False.

    Every part must have the shape of a name (two to five words, capitals, particles, initials), no word may be one of
    titles, menus, subjects and places, and some part must show a sure sign: a usual given name, an initial, a particle
    or a romanised Chinese given name. CJK lines need two names or more that open with a surname of the table.
    """
    line = text.strip()
    if not 4 <= len(line) <= _MAX_LINE or "\n" in line:
        return False
    return _is_author_line(line)


def may_be_author_line(text: str) -> bool:
    """Whether a line that stands where a page prints its names is a list of them: every part has the shape of a name.

    Asks less than `looks_like_author_line`, which judges a line by itself: no name need be a usual one.
    """
    line = text.strip()
    if not 4 <= len(line) <= _MAX_LINE or "\n" in line:
        return False
    masked = mask_noise(line)
    names = [] if _is_no_list(masked) else parse_authors(masked)
    if not names or not all(map(_has_name_shape, names)):
        return bool(names) and bool(_CJK.search(masked)) and all(_is_han_name(name) for name in names)
    return _covered(masked, names) >= len(" ".join(masked.split())) * 0.6


@lru_cache(maxsize=256)  # families ask several times about the same line
def _is_author_line(line: str) -> bool:
    if not any(mark in line for mark in _MASKED) and _is_no_list(line):
        return False
    masked = mask_noise(line)
    if _is_no_list(masked):
        return False
    names = parse_authors(masked)
    if not names:
        return False
    if _CJK.search(masked):
        return len(names) > 1 and all(_is_han_name(name) for name in names)
    people = [name for name in names if name.family]
    if not all(map(_has_name_shape, people)) or _covered(masked, names) < len(masked) * 0.6:
        return False
    sure = sum(_is_sure(name, alone=len(names) == 1) for name in people)
    least = 1 if len(people) == len(names) else 2  # an organisation among them needs more people around it
    return sure >= least and 3 * sure >= len(names)


def _is_no_list(line: str) -> bool:
    """Whether a line has what no list of names has."""
    closes_sentence = line.endswith(".") and not _CLOSES_NAME.search(line[-12:])
    return closes_sentence or _NEVER.search(line) is not None or _PLACE.search(line) is not None


def _covered(text: str, names: list[Name]) -> int:
    return sum(name.end - name.start for name in names)


def _is_han_name(name: Name) -> bool:
    literal = "".join(name.literal.split())
    return name.given is not None and 2 <= len(literal) <= 4 and literal[0] in HAN_SURNAMES


def _has_name_shape(name: Name) -> bool:
    words = name.literal.replace(",", " ").split()
    if name.given is None or not 2 <= len(words) <= 6:
        return False
    if any(w.lower().strip(".") in _WORLDLY for w in words):
        return False
    return all(_PERSON_WORD.fullmatch(w) or w in PARTICLES or (i > 0 and w in _JOINS) for i, w in enumerate(words))


def _is_sure(name: Name, alone: bool) -> bool:
    given = (name.given or "").split(",")[0].split()
    family = (name.family or "").split()
    if not given or not family:
        return False
    if any("." in w and is_initials(w) for w in given):
        return True
    if all(len(w) == 1 or (is_initials(w) and len(w) == 2) for w in given):
        return not alone and given != ["A"]
    first = given[0].lower().split("-")[0]
    if first in _GIVEN:
        return not (alone and first in _AMBIGUOUS)
    return (
        len(given) == 1
        and len(given[0]) > 3
        and PINYIN.fullmatch(given[0]) is not None
        and family[0].lower() in EAST_ASIAN
    )
