"""Boilerplate that recurs across families: phrases by category, each rule naming what it removes.

A phrase stands here when sites that have nothing else in common print it. What only one family prints stands in the
family's module.
"""

from extractors.boilerplate.rules import Boilerplate, holding, lines_of, opening

SHARED: tuple[Boilerplate, ...] = (
    # licences that Chinese law makes every site print (MIIT and public-security registration)
    holding("portal_footer", "ICP备", "ICP证", "ICP备案", "公网安备", "网安备", "增值电信业务", longest=200),
    holding("portal_footer", "版权所有", "技术支持:", "技术支持:", longest=120),
    opening("portal_footer", "客服电话", "咨询电话", "服务热线", "主办单位:", "主管单位:", longest=120),
    # copyright lines
    opening(
        "copyright",
        "copyright ©",
        "© copyright",
        "copyright (c)",
        "copyright \u00a9",
        "©20",
        "© 20",
        "©19",
        "© 19",
        longest=220,
    ),
    holding("copyright", "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", longest=160),
    holding(
        "copyright", "protected by copyright, copyright", "copyrighted by 3rd parties", "copyright clearance center"
    ),
    # the banner of sites of the United States government
    lines_of("government_banner", "an official website of the united states government", "here's how you know"),
    opening("government_banner", "the .gov means it", "federal government websites often end in .gov", longest=300),
    # privacy and cookies
    holding(
        "privacy_notice", "terms of use and privacy policy", "your privacy choices", "do not sell or share my personal"
    ),
    lines_of(
        "privacy_notice",
        "privacy policy",
        "privacy notice",
        "privacy statement",
        "privacy",
        "terms of use",
        "terms and conditions",
    ),
    lines_of(
        "privacy_notice",
        "terms of service",
        "legal notice",
        "datenschutz",
        "impressum",
        "隐私政策",
        "隐私声明",
        "用户协议",
    ),
    holding(
        "cookie_notice",
        "this site uses cookies",
        "this website uses cookies",
        "we use cookies",
        "use of cookies",
        longest=400,
    ),
    holding(
        "cookie_notice",
        "accept all cookies",
        "manage cookie",
        "cookie settings",
        "cookie preferences",
        "cookie policy",
        longest=300,
    ),
    lines_of(
        "cookie_notice",
        "about cookies on this site",
        "cookies",
        "got it!",
        "accept cookies",
        "reject all",
        "accept all",
    ),
    # ways to the full text
    lines_of(
        "access_prompt",
        "full text links",
        "get full text",
        "get access",
        "get full access",
        "access options",
        "full text",
    ),
    lines_of(
        "access_prompt",
        "view full text",
        "read full text",
        "access through your institution",
        "purchase pdf",
        "buy article",
    ),
    lines_of(
        "access_prompt",
        "download pdf",
        "download article",
        "view pdf",
        "pdf",
        "download",
        "log in",
        "login",
        "sign in",
        "register",
    ),
    lines_of(
        "access_prompt", "volltext", "texto completo", "texte intégral", "全文链接", "下载pdf", "在线阅读", "原文链接"
    ),
    opening(
        "access_prompt", "can't access the paper", "try logging in through your", "we have located links that may give"
    ),
    opening(
        "access_prompt",
        "get access to the full version",
        "log in to read the full article",
        "login to access the email",
    ),
    opening(
        "access_prompt",
        "you do not have access to this",
        "to read the full-text of this",
        "request full-text",
        longest=200,
    ),
    # adverts for the site's own app
    holding(
        "app_advert",
        "read mobile app",
        "use our mobile app",
        "download our app",
        "get the app",
        "mobile app image",
        longest=250,
    ),
    holding("app_advert", "扫码下载", "下载app", "app下载", "手机客户端", "微信扫一扫", "关注微信公众号", longest=120),
    # sharing and saving
    lines_of(
        "share_widget",
        "add like",
        "add dislike",
        "add to saved papers",
        "share",
        "share this",
        "share this article",
        "tweet",
    ),
    lines_of(
        "share_widget",
        "facebook",
        "twitter",
        "linkedin",
        "whatsapp",
        "email",
        "print",
        "cite",
        "cite this",
        "cite this article",
    ),
    lines_of(
        "share_widget", "save", "bookmark", "export citation", "download citation", "add to favorites", "copy link", "x"
    ),
    lines_of("share_widget", "收藏", "分享", "引用", "导出", "打印", "分享到", "推荐"),
    # moving about
    lines_of(
        "navigation",
        "skip to main content",
        "skip to content",
        "skip to navigation",
        "home",
        "back to top",
        "top",
        "menu",
    ),
    lines_of(
        "navigation",
        "advanced search",
        "search",
        "about",
        "about us",
        "contact",
        "contact us",
        "help",
        "next",
        "previous",
    ),
    lines_of(
        "navigation",
        "related resources",
        "show all",
        "show more",
        "show less",
        "see all",
        "返回顶部",
        "首页",
        "登录",
        "注册",
    ),
    lines_of("navigation", "zum inhalt", "startseite", "hilfe", "kontakt", "inicio", "accueil"),
    lines_of("search_chrome", "search results", "refine results", "sort by", "results per page", "clear all"),
    # mathematics and other scripts that were to run on the page
    opening(
        "machine_code",
        "loading [mathjax]",
        "loading web-font",
        "mathjax.hub",
        "window.datalayer",
        "function()",
        longest=2000,
    ),
)
