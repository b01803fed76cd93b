"""Pages that are no pages are refused with the right reason; pages about such things stay records."""

import pytest

from extractors.html.pages import html_page
from extractors.page import Page
from extractors.reading import read_page
from pipeline import extract


def html(title="", body="", head=""):
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


MENU = "<ul>" + "".join(f"<li><a href='#'>Section {n} of the library</a></li>" for n in range(40)) + "</ul>"
LONG_MENU = MENU * 6

BLOCKED = {
    "cloudflare_challenge": html(
        "Just a moment...",
        "<noscript><span id='challenge-error-text'>Enable JavaScript and cookies to continue</span></noscript>"
        "<script>(function(){window._cf_chl_opt={cZone:'pubs.example.org',fa:'/doi/10.1000/182'};})()</script>",
        '<meta http-equiv="refresh" content="35">',
    ),
    "cloudflare_challenge_translated": html(
        "Nur einen Moment…", "<script src='/cdn-cgi/challenge-platform/h/g/orchestrate/chl_page/v1?ray=8'></script>"
    ),
    "cloudflare_old": html(
        "Attention Required! | Cloudflare",
        "<h1>One more step</h1><h2>Please complete the security check to access www.example.org</h2>"
        "<p>Cloudflare Ray ID: 4f1c</p><p>Performance &amp; security by Cloudflare</p>",
    ),
    "cloudflare_five_seconds": html(
        "Please Wait... | Cloudflare",
        "<h1>Checking your browser before accessing journals.example.org.</h1><p>This process is automatic.</p>",
    ),
    "cloudflare_1020": html(
        "Access denied | www.example.org used Cloudflare to restrict access", "<h1>Error 1020</h1>"
    ),
    "cloudflare_blocked": html(
        "Cloudflare", "<h1>Sorry, you have been blocked</h1><p>You are unable to access x.org</p>"
    ),
    "turnstile_visible": html("journal.example.org", "<p>Verify you are human by completing the action below.</p>"),
    "turnstile_dump": "Just a moment...\n\nPerforming security verification\n\nThis page is displayed while the site "
    "verifies you are not a bot.\n",
    "akamai": html(
        "Access Denied",
        '<h1>Access Denied</h1>You don\'t have permission to access "http://www.example.com/doi/10.1000/182" on this '
        "server.<p>Reference #18.2f7a1602.1700000000.1b2c3d",
    ),
    "incapsula": html(
        "", '<iframe src="/_Incapsula_Resource?CWUDNSAI=9">Request unsuccessful. Incapsula incident ID: 1-2</iframe>'
    ),
    "imperva": html("Pardon Our Interruption", "<h1>Pardon Our Interruption</h1><p>Something about your browser.</p>"),
    "datadome": html(
        "example.com",
        "<p id='cmsg'>Please enable JS and disable any ad blocker</p>"
        "<script src='https://ct.captcha-delivery.com/c.js'></script>",
    ),
    "perimeterx": html(
        "Access to this page has been denied.", "<div id='px-captcha'></div><p>Press &amp; Hold to confirm.</p>"
    ),
    "aws_waf": html(
        "",
        "<div id='challenge-container'></div><noscript><h1>JavaScript is disabled</h1>In order to continue, we need to "
        "verify that you're not a robot.</noscript>",
        "<script>window.awsWafCookieDomainList = [];window.gokuProps = {};</script>",
    ),
    "f5": html(
        "Request Rejected",
        "The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 1234",
    ),
    "radware": html("Radware Page", "<p>We apologize for the inconvenience...</p><p>please complete the CAPTCHA</p>"),
    "springer": html(
        "Client Challenge",
        "<noscript>JavaScript is disabled in your browser.</noscript><p>A required part of this site couldn’t load. "
        "This may be due to a browser extension.</p><p>Oops, something went wrong.</p>",
        "<link rel='stylesheet' href='/_fs-ch-1T1wmsGaOgGaSxcX/assets/styles.css'>",
    ),
    "elsevier": html(
        "ScienceDirect",
        "<h1>Are you a robot?</h1><p>Please confirm you are a human by completing the captcha challenge below.</p>",
    ),
    "silverchair": html("Validate User", "<h1>Validate User</h1><p>Reference: abc</p><form action='/x'></form>"),
    "google_scholar": html(
        "Sorry...",
        "<h1>We're sorry...</h1><p>... but your computer or network may be sending automated queries. To protect our "
        "users, we can't process your request right now.</p>",
    ),
    "google_unusual": "Our systems have detected unusual traffic from your computer network. This page checks if "
    "it's really you sending the requests, and not a robot.",
    "cnki": html("知网节超时验证", "<p>请完成验证</p>"),
    "hcaptcha": html("", "<div class='h-captcha' data-sitekey='x'></div>"),
    "nginx_403": html("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx/1.18</center>"),
    "rate_limit": html("429 Too Many Requests", "<h1>Too Many Requests</h1>"),
    "login_title": html("Log in | Example University Library", f"{MENU}<form><label>Username</label></form>"),
    "login_wall": "Please log in to continue.\nUsername\nPassword\nForgot your password?\n",
    "shibboleth": html("Web Login Service", "<p>Login to Example Publisher</p><a>Forgot your password?</a>"),
    "saml": html(
        "",
        "<form action='https://idp.example.org'><input type='hidden' name='SAMLRequest' value='x'></form>"
        "<noscript><p>Since your browser does not support JavaScript, you must press Continue.</p></noscript>",
    ),
    "cookie_wall": html("Cookies Required", "<p>Cookies must be enabled to use this site.</p>"),
    "denied_spanish": html("Acceso denegado - Biblioteca", "<h1>Acceso denegado</h1>"),
    "denied_with_site_tags": html(
        "Access Denied",
        "<h1>Access Denied</h1>",
        '<meta property="og:title" content="Access Denied"><meta property="og:site_name" content="Journals Online">'
        '<meta property="og:description" content="Journals Online is the home of journals of all learned societies.">',
    ),
}

ERRORS = {
    "not_found": html("Page not found | Journals Online", f"{MENU}<h1>Page not found</h1><p>Sorry.</p>"),
    "not_found_under_a_long_menu": html("Journals Online: Page Not Found", f"{LONG_MENU}<p>Sorry about that.</p>"),
    "not_found_by_heading": html("Journals Online", "<h1>404 - Page not found</h1><p>Try the search.</p>"),
    "next_js": html("404: This page could not be found"),
    "nginx": html("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>"),
    "apache": html("404 Not Found", "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>"),
    "iis": html("IIS 10.0 Detailed Error - 404.0 - Not Found", "<h2>HTTP Error 404.0 - Not Found</h2>"),
    "iis_old": html("404 - File or directory not found.", "<h1>Server Error</h1>"),
    "tomcat": html("HTTP Status 404 – Not Found", "<h1>HTTP Status 404 – Not Found</h1><p>Type Status Report</p>"),
    "google": html("Error 404 (Not Found)!!1", "<p><b>404.</b> <ins>That’s an error.</ins>"),
    "bad_gateway": html("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"),
    "cloudflare_522": html("example.org | 522: Connection timed out", "<h1>Connection timed out</h1>"),
    "maintenance": html("Repository", "<p>The website is down for maintenance. We will be back shortly.</p>"),
    "doi": html(
        "Error: DOI Not Found", "<h1>DOI Not Found</h1><p>10.1000/nothing-here</p><p>This DOI cannot be found.</p>"
    ),
    "doi_dump": "DOI Not Found\n\nDOI: 10.1000/nothing-here\n\nThis DOI cannot be found in the DOI System.\n",
    "handle": html("Not Found", "<h3>Handle Not Found</h3><p>The handle you requested cannot be found.</p>"),
    "chrome": html("journals.example.org", "<h1>This site can’t be reached</h1><p>ERR_NAME_NOT_RESOLVED</p>"),
    "firefox": html("Problem loading page", "<h1>Unable to connect</h1>"),
    "shell": html(
        "Journals Online",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id='root'></div>"
        "<script src='/static/js/main.js'></script>",
    ),
    "shell_without_words": html("Journals Online", "<div id='app'></div><script src='/app.js'></script>"),
    "nothing_at_all": "<html><head></head><body></body></html>",
    "redirecting": html(
        "Redirecting", "", '<meta http-equiv="refresh" content="2; url=/retrieve/articleSelectPrefsPerm?Redirect=x">'
    ),
    "redirect_without_words": html("", "<p>Moment</p>", '<META HTTP-EQUIV="Refresh" CONTENT="0;URL=https://x.org/y">'),
    "redirect_notice": "Redirect Notice\n\nThe previous page is sending you to https://example.org/paper.pdf.\n",
    "parked": html("example.org", "<p>The domain example.org may be for sale. Buy this domain.</p>"),
    **{
        language: html(words, f"<h1>{words}</h1>")
        for language, words in {
            "de": "Seite nicht gefunden",
            "fr": "Page introuvable",
            "es": "Página no encontrada",
            "pt": "Página não encontrada",
            "it": "Pagina non trovata",
            "nl": "Pagina niet gevonden",
            "pl": "Nie znaleziono strony",
            "sv": "Sidan kunde inte hittas",
            "tr": "Sayfa bulunamadı",
            "ru": "Страница не найдена",
            "zh": "页面不存在",
            "ja": "ページが見つかりません",
            "ko": "페이지를 찾을 수 없습니다",
            "ar": "الصفحة غير موجودة",
        }.items()
    },
}

ABSTRACT = (
    "Abstract\n\nChallenges that ask readers to verify that they are human, such as a CAPTCHA, stand on many library "
    "platforms. We logged every 403 Forbidden and 404 Not Found answer that a crawler met in a year and compared how "
    "often access denied messages were shown to people with and without assistive software.\n"
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in ABSTRACT.split("\n") if paragraph)
TEXT = (
    "{title}\n\nMaria Gray and Jonas Keller\n\nJournal of Web Libraries 2021; 12(3): 45-61\n"
    "DOI: 10.5555/jwl.2021.12345\n\n" + ABSTRACT
)
TITLES = (
    "Are you a robot? Detecting automated answers in online surveys",
    "Access denied: the practice and policy of filtering in libraries",
    "404 Not Found: link rot in the scholarly record",
    "Page not found",
    "Just a moment: brief encounters at the reference desk",
)


@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in BLOCKED.items()])
def test_walls_are_blocked(page):
    result = extract(page)
    assert (result.status, result.reason, result.records) == ("rejected", "blocked", [])


@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in ERRORS.items()])
def test_messages_are_error_pages(page):
    result = extract(page)
    assert (result.status, result.reason, result.records) == ("rejected", "error_page", [])


@pytest.mark.parametrize("page", [pytest.param(page, id=name) for name, page in {**BLOCKED, **ERRORS}.items()])
def test_refused_pages_are_accounted_for(page):
    result = extract(page)
    assert "".join(result.page_text[segment.start : segment.end] for segment in result.segments) == result.page_text
    assert not [segment for segment in result.segments if segment.kind == "field"]


@pytest.mark.parametrize("title", TITLES)
def test_works_about_such_pages_stay_records_in_text(title):
    result = extract(TEXT.format(title=title))
    assert result.reason is None
    assert result.records[0].doi == "10.5555/jwl.2021.12345"


@pytest.mark.parametrize("title", TITLES)
def test_works_about_such_pages_stay_records_in_html(title):
    tags = {
        "citation_title": title,
        "citation_author": "Gray, Maria",
        "citation_doi": "10.5555/jwl.2021.12345",
        "citation_journal_title": "Journal of Web Libraries",
        "citation_volume": "12",
    }
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in tags.items())
    result = extract(html(title, f"<h1>{title}</h1>{BODY}", head))
    assert result.reason is None
    assert result.records[0].title == title


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a>Login</a> <a>Institutional login</a> <a>Forgot your password?</a></nav>{}",
        "{}<p>Access Denied: please log in to read the full article.</p><p>Username</p><p>Password</p>",
        "{}<noscript>Please enable JavaScript.</noscript><script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'>"
        "</script><script src='https://www.google.com/recaptcha/api.js'></script>",
        "<p>We use cookies to improve this site. Cookies must be enabled to sign in.</p>{}",
    ],
    ids=["login menu", "paywall", "scripts that watch", "cookie banner"],
)
def test_records_between_walls_stay_records(around):
    head = (
        '<meta name="citation_title" content="Tides of small harbours"><meta name="citation_author" content="M Gray">'
        '<meta name="citation_doi" content="10.5555/toh.7"><meta name="citation_journal_title" content="Harbours">'
    )
    body = around.format("<h1>Tides of small harbours</h1><p>Maria Gray</p><p>https://doi.org/10.5555/toh.7</p>")
    result = extract(html("Tides of small harbours | Harbours", body, head))
    assert result.reason is None
    assert result.records[0].doi == "10.5555/toh.7"


def test_cookie_query_of_a_url_is_no_wall():
    page = TEXT.format(title="Tides of small harbours") + "?error=cookies_not_supported&code=4b1c\n"
    assert extract(page).reason is None


def test_prose_about_walls_is_no_wall():
    page = "On robots\n\n" + "We asked whether one must verify you are human by a captcha to read a catalogue. " * 20
    assert extract(page).reason == "no_record"


def test_cost_is_linear_in_what_does_not_show():
    scripts = "<script>" + "x" * 3_000_000 + "</script>" + "<noscript>Enable JavaScript</noscript>" * 2000
    assert extract(html("Just a moment...", scripts)).reason == "blocked"


def test_refusal_of_text_and_html_agree():
    words = "Access Denied\n\nYou don't have permission to access this page.\n"
    readings = read_page(Page.of(words)), read_page(html_page(html("", "<br>".join(words.splitlines()))))
    assert [reading.refusal for reading in readings] == ["blocked", "blocked"]
