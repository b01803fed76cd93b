"""Sections of structured abstracts in the languages of European and Asian journals."""

import pytest

from extractors.detectors.abstracts import split_abstract

ORDER = ["BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS"]
BODY = "Xyz 12 abc def ghi jkl mno 34 pqr stu."
LABELS = {
    "ca": "Antecedents|Objectius|Mètodes|Resultats|Conclusions",
    "sv": "Bakgrund|Syfte|Metod|Resultat|Slutsats",
    "no": "Bakgrunn|Formål|Materiale og metode|Resultater|Fortolkning",
    "da": "Baggrund|Formål|Metoder|Resultater|Konklusion",
    "is": "Inngangur|Tilgangur|Efniviður og aðferðir|Niðurstöður|Ályktun",
    "fi": "Tausta|Tavoite|Aineisto ja menetelmät|Tulokset|Johtopäätökset",
    "et": "Taust|Eesmärk|Metoodika|Tulemused|Järeldused",
    "lv": "Ievads|Mērķis|Metodes|Rezultāti|Secinājumi",
    "lt": "Įvadas|Tikslas|Metodai|Rezultatai|Išvados",
    "pl": "Wstęp|Cel pracy|Materiał i metody|Wyniki|Wnioski",
    "cs": "Úvod|Cíl|Metodika|Výsledky|Závěr",
    "hu": "Bevezetés|Célkitűzés|Módszer|Eredmények|Következtetés",
    "hr": "Uvod|Cilj|Metode|Rezultati|Zaključak",
    "sr": "Увод|Циљ|Методе|Резултати|Закључак",
    "ro": "Introducere|Obiective|Material și metodă|Rezultate|Concluzii",
    "bg": "Въведение|Цел|Методи|Резултати|Заключение",
    "uk": "Вступ|Мета|Матеріали та методи|Результати|Висновки",
    "kk": "Кіріспе|Мақсаты|Әдістері|Нәтижелері|Қорытынды",
    "el": "Εισαγωγή|Σκοπός|Υλικό και μέθοδος|Αποτελέσματα|Συμπεράσματα",
    "ar": "المقدمة|الأهداف|المنهجية|النتائج|الاستنتاج",
    "fa": "زمینه|هدف|مواد و روش‌ها|یافته‌ها|نتیجه‌گیری",
    "he": "רקע|מטרה|שיטות|תוצאות|מסקנות",
    "ko": "배경|목적|방법|결과|결론",
    "th": "ความเป็นมา|วัตถุประสงค์|วิธีการศึกษา|ผลการศึกษา|สรุป",
    "vi": "Đặt vấn đề|Mục tiêu|Phương pháp|Kết quả|Kết luận",
    "ja": "背景|目的|方法|結果|結論",
}


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("printed", ["{}: {} ", "{}\n{}\n"])
def test_sections_are_told_in_every_language(language: str, printed: str) -> None:
    labels = LABELS[language].split("|")
    found = split_abstract("".join(printed.format(label, BODY) for label in labels))
    assert [section.label for section in found] == labels
    assert [section.category for section in found] == ORDER
    assert all(section.text == BODY for section in found)


@pytest.mark.parametrize("language", ["hu", "pl", "el", "uk", "cs"])
def test_capitals_are_labels_too(language: str) -> None:
    labels = [label.upper() for label in LABELS[language].split("|")]
    found = split_abstract(" ".join(f"{label}: {BODY}" for label in labels))
    assert [section.label for section in found] == labels
