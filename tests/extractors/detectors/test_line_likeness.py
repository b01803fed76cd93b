"""Lines told apart by their words: names, titles, affiliations, and what is none of them."""

import pytest

from extractors.detectors.affiliations import is_affiliation_line
from extractors.detectors.author_likeness import author_line_score
from extractors.detectors.line_likeness import likeness
from extractors.detectors.titles import title_likeness

NAMES = """
Ada Gray, Benjamin Moss and Clara Hughes
Ada Gray1,2, Benjamin Moss2,*, Clara Hughes1
Gray, Ada; Moss, Benjamin; Hughes, Clara
Gray A, Moss B, Hughes CD
A. B. Gray, C. Moss & D.-E. Hughes
GRAY ADA, MOSS BENJAMIN
Maria van der Berg · João da Silva · Søren Nielsen
Ada Gray, PhD, Benjamin Moss, MD
By Katharina Weber and Jürgen Schmidt
崔铁军, 李莎莎
张伟1,王芳2,*,李强1
松浦 佳代, 高野 歩, 森 真喜子
김민수, 이영희, 박지훈
Иванов Иван Петрович, Петрова Анна Сергеевна
Голубев С.С.1, Чеботарев В.С.1
Laura Sánchez
Nguyễn Văn An, Trần Thị Bích
מרים כהן, דוד לוי
رضا احمدی، مریم کریمی
김태홍 (한국한의학연구원)
• 이춘실 (숙명여자대학교 문헌정보학) ;
""".strip().splitlines()
TITLES = """
Effects of early light on the growth of winter wheat in northern Europe
Eine Studie über den Schlaf älterer Menschen in kleinen Städten
Les effets du bruit sur la qualité du sommeil des enfants
Влияние сна на качество жизни студентов медицинских вузов
基于深度学习的城市河流水质预测研究
高齢者看護における質的分析の検討
대학 도서관의 이용 행태에 관한 연구
השפעת הרעש על איכות השינה של ילדים
Peer support for people with anxiety: a systematic review and meta-analysis
""".strip().splitlines()
AFFILIATIONS = """
Department of Physics, University of Umeå, Umeå, Sweden
1 School of Nursing, Ghent University, Ghent, Belgium
Facultad de Medicina, Universidad de Chile, Santiago, Chile
Institut für Physik, Universität Wien, Wien, Österreich
延安大学文学院, 陕西 延安 716000
숙명여자대학교 문헌정보학과
Кафедра физики, Томский государственный университет, Томск
""".strip().splitlines()
CHROME = """
Show all authors
View PDF
Monitor Changes
Afficher plus de détails
Author affiliations
EMAIL logo
Mental Health
New York
Related Articles
Erweiterte Suche
Текущий выпуск
下载全文
저자정보
Creative Commons Attribution 4.0 International License
Volume 12, Issue 3, March 2019, Pages 12-19
The study found no change in either group after two years.
""".strip().splitlines()


@pytest.mark.parametrize("line", NAMES)
def test_names_look_like_names(line: str) -> None:
    assert author_line_score(line) > 0.5
    assert title_likeness(line) < 0.3
    assert not is_affiliation_line(line)


@pytest.mark.parametrize("line", TITLES)
def test_titles_look_like_titles(line: str) -> None:
    assert title_likeness(line) > 0.5
    assert author_line_score(line) < 0.3


@pytest.mark.parametrize("line", AFFILIATIONS)
def test_affiliations_look_like_affiliations(line: str) -> None:
    assert is_affiliation_line(line)
    assert author_line_score(line) < 0.3
    assert title_likeness(line) < 0.5


@pytest.mark.parametrize("line", CHROME)
def test_menus_places_and_sentences_look_like_none(line: str) -> None:
    assert author_line_score(line) < 0.3
    assert title_likeness(line) < 0.5
    assert not is_affiliation_line(line)


@pytest.mark.parametrize("line", ["• Ada GrayEmail author", "• Ada Gray EMAIL logo", "Ada Gray ada@example.org"])
def test_buttons_and_addresses_beside_names_take_nothing_off(line: str) -> None:
    assert author_line_score(line) > 0.8


@pytest.mark.parametrize(
    "line",
    [
        "Editor: Ada Gray",
        "Corresponding author: Ada Gray",
        "Translated by Ada Gray, editor",
        "Academic Editor: Tom Reed",
    ],
)
def test_persons_in_other_roles_are_no_authors(line: str) -> None:
    assert author_line_score(line) < 0.2


@pytest.mark.parametrize("line", ["", " ", "…", "\u3000", "1", "\udce4"])
def test_odd_lines_score_without_error(line: str) -> None:
    assert all(0 <= score <= 1 for score in likeness(line))
