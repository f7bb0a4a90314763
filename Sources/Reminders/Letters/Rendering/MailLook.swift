/// How one kind of element looks: a class, which dark mode restyles, and the light style that stands inline.
///
/// The colours are the tokens of the house: paper #fbf8f3, card #ffffff, ink #1f2a2a, soft text #5b6867, line #e4ddd2,
/// green #0f5c4d on soft #e3efe9, warm #b4541a on soft #fbe9dc.
struct MailLook {
    let name: StaticString
    let css: StaticString

    static let paper = Self(
        name: "paper",
        css: """
            margin:0;padding:0;background:#fbf8f3;color:#1f2a2a;font:18px/27px system-ui,-apple-system,'Segoe UI',\
            Roboto,'Helvetica Neue',Arial,sans-serif;-webkit-text-size-adjust:100%
            """)
    /// Read by the list of mails, not seen in the mail.
    static let preheader = Self(
        name: "preheader",
        css: "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px")
    static let outside = Self(name: "outside", css: "padding:20px 12px 40px")
    static let card = Self(
        name: "card",
        css: """
            width:100%;max-width:560px;background:#ffffff;border:1px solid #e4ddd2;border-radius:12px;\
            border-collapse:separate;text-align:left
            """)
    static let inside = Self(
        name: "inside",
        css: """
            padding:22px;color:#1f2a2a;font:18px/27px system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,\
            sans-serif;overflow-wrap:break-word;word-break:break-word
            """)

    static let sender = Self(name: "green", css: "margin:0 0 14px;color:#0f5c4d;font-size:17px;font-weight:700")
    static let title = Self(
        name: "ink", css: "margin:0 0 18px;color:#1f2a2a;font-size:26px;line-height:31px;font-weight:700")
    static let heading = Self(
        name: "ink line",
        css: """
            margin:28px 0 14px;padding-top:24px;border-top:1px solid #e4ddd2;color:#1f2a2a;font-size:21px;\
            line-height:27px;font-weight:700
            """)
    static let paragraph = Self(name: "ink", css: "margin:0 0 16px;color:#1f2a2a")
    static let moment = Self(name: "ink", css: "white-space:nowrap;font-weight:700")
    static let label = Self(
        name: "label",
        css: """
            display:inline-block;padding:0 12px;border-radius:12px;background:#e3efe9;color:#0f5c4d;font-size:16px;\
            line-height:25px;font-weight:700
            """)

    static let hint = Self(name: "soft", css: "margin:0 0 8px;color:#5b6867;font-size:16px;line-height:24px")
    static let quote = Self(
        name: "quote", css: "margin:0 0 18px;padding:2px 0 2px 16px;border-left:4px solid #0f5c4d;color:#1f2a2a")
    static let button = Self(
        name: "button",
        css: """
            display:block;margin:0 0 12px;padding:11px 16px;border:2px solid #0f5c4d;border-radius:10px;\
            background:#0f5c4d;color:#ffffff;font-weight:700;text-align:center;text-decoration:none
            """)
    static let secondButton = Self(
        name: "second",
        css: """
            display:block;margin:0 0 20px;padding:11px 16px;border:2px solid #0f5c4d;border-radius:10px;\
            background:#ffffff;color:#0f5c4d;font-weight:700;text-align:center;text-decoration:none
            """)

    static let change = Self(
        name: "warm",
        css: """
            margin:0 0 18px;padding:12px 16px;border-left:4px solid #b4541a;border-radius:0 9px 9px 0;\
            background:#fbe9dc;color:#1f2a2a
            """)
    static let changeLine = Self(name: "ink", css: "margin:0;color:#1f2a2a")
    static let changeWord = Self(name: "warmword", css: "color:#8f3f10;font-weight:700")
    static let old = Self(name: "soft", css: "margin:0 0 6px;color:#5b6867")

    static let asides = Self(
        name: "soft line", css: "margin:24px 0 0;padding-top:18px;border-top:1px solid #e4ddd2;color:#5b6867")
    static let aside = Self(name: "soft", css: "margin:0 0 6px;color:#5b6867;font-size:16px;line-height:24px")
    static let closing = Self(name: "ink", css: "margin:16px 0 0;color:#1f2a2a;font-size:17px;line-height:26px")
    static let foot = Self(
        name: "soft line",
        css: """
            margin:22px 0 0;padding-top:14px;border-top:1px solid #e4ddd2;color:#5b6867;font-size:16px;line-height:24px
            """
    )
    static let phone = Self(
        name: "green", css: "display:inline-block;padding:9px 0;color:#0f5c4d;font-weight:700;text-decoration:underline"
    )
    static let quietLink = Self(name: "soft", css: "color:#5b6867;text-decoration:underline")
    static let link = Self(name: "green", css: "color:#0f5c4d;text-decoration:underline")
}
