extension SettingWords {
    /// Every setting in Dutch, in the order of the pages; a test holds it against `Setting.all`.
    static let all = programme + sender + buddies + quiet + meetings + intervision + coordinator + technique

    private static func words(
        _ group: SettingGroup, _ key: String, _ field: String, _ label: String, _ hint: String? = nil,
        choices: [(value: String, words: String)] = []
    ) -> Self {
        Self(group: group, key: key, field: field, label: label, hint: hint, choices: choices)
    }

    private static let noMailToParents = "Dit doet nog niets: Naast stuurt nog geen mail aan ouders."

    private static let programme: [Self] = [
        words(.programme, "name", "naam", "Naam van het steunpunt", "Zo staat het op elke pagina en in elke mail."),
        words(
            .programme, "position", "positie", "Voor wie werkt de coördinator?",
            "Ouders kunnen dit lezen. Werk je voor een school of SWV? Dan bewaart Naast geen notities zonder dat de ouder het goed vindt.",
            choices: [
                ("independent", "Onafhankelijk: niet voor een school en niet voor een SWV"),
                ("dependent", "Voor een school of een SWV"), ("not-said", "Nog niet ingevuld"),
            ]),
        words(
            .programme, "organisation", "organisatievorm", "Waar hoort het buddyprogramma bij?",
            choices: [
                ("separate", "Het staat los van het SWV"), ("inside-school", "Het is deel van een school"),
                ("inside-steunpunt", "Het is deel van het ouder- en jeugdsteunpunt"),
                ("balans", "Oudervereniging Balans doet het helemaal"), ("not-said", "Nog niet ingevuld"),
            ]),
        words(
            .programme, "core_values", "kernwaarden", "Waar staan jullie voor?",
            "Eén of twee zinnen. Ze staan waar iemand een buddy vraagt of buddy wil worden."),
    ]

    private static let sender: [Self] = [
        words(
            .sender, "coordinator_name", "coordinator", "Naam van de coördinator", "Onder elke mail aan een buddy."),
        words(
            .sender, "coordinator_phone", "telefoon", "Telefoonnummer",
            "Onder elke mail: een buddy die iets moeilijk vindt, kan meteen bellen."),
        words(
            .sender, "reply_to", "antwoordadres", "E-mailadres voor antwoorden",
            "Wie een mail van Naast beantwoordt, schrijft naar dit adres."),
        words(
            .sender, "sender_name", "afzender", "Naam van de afzender",
            "Laat het leeg om de naam van het steunpunt te gebruiken."),
    ]

    private static let buddies: [Self] = [
        words(
            .buddies, "contact_weeks", "contact-weken", "Om de hoeveel weken spreek je een buddy die wacht?",
            "Wie langer niets hoorde, staat bovenaan bij Vandaag en bij Buddy's."),
        words(
            .buddies, "certificate_needed", "vog-nodig", "Een buddy begint pas als de VOG is gezien"),
        words(
            .buddies, "certificate_years", "vog-jaren", "Na hoeveel jaar vraag je een nieuwe VOG?",
            "Dit is een advies. Vul 0 in voor nooit."),
        words(
            .buddies, "training_years", "training-jaren", "Na hoeveel jaar doet een buddy weer een training?",
            "Vul 0 in voor nooit."),
    ]

    private static let quiet: [Self] = [
        words(.quiet, "quiet_from", "stil-vanaf", "Geen gewone mail vanaf", "Een tijd, zoals 20.00."),
        words(
            .quiet, "quiet_until", "stil-tot", "Weer mail vanaf",
            "Zet je beide tijden gelijk? Dan is er geen stille tijd."),
        words(
            .quiet, "quiet_days", "stille-dagen", "Geen gewone mail op zondag en op feestdagen"),
        words(
            .quiet, "saturday_time", "zaterdag", "Tijd op zaterdag",
            "Dan gaat de mail over een gesprek op maandag."),
        words(
            .quiet, "near_hours", "dichtbij-uren", "Hoeveel uur voor een gesprek mag er ruimer gemaild worden?",
            "Alleen als een gesprek verandert of niet doorgaat."),
        words(.quiet, "near_from", "dichtbij-vanaf", "Die mail mag dan vanaf"),
        words(.quiet, "near_until", "dichtbij-tot", "en tot"),
        words(
            .quiet, "cap_buddy_day", "buddy-per-dag", "Hoogstens zoveel mails per dag aan een buddy",
            "Komt er meer? Dan voegen we mails van één dag samen."),
        words(.quiet, "cap_buddy_week", "buddy-per-week", "Hoogstens zoveel mails per week aan een buddy"),
        words(
            .quiet, "cap_parent_day", "ouder-per-dag", "Hoogstens zoveel mails per dag aan een ouder", noMailToParents),
        words(
            .quiet, "cap_parent_week", "ouder-per-week", "Hoogstens zoveel mails per week aan een ouder",
            noMailToParents),
        words(
            .quiet, "group_days", "groep-dagen", "Hoeveel dagen heeft een brief aan een groep zin?",
            "Wie hem dan nog niet kreeg, krijgt hem niet meer."),
    ]

    private static let meetings: [Self] = [
        words(
            .meetings, "before_week_working_days", "week-ervoor-dagen", "Eerste bericht: hoeveel werkdagen ervoor?"),
        words(.meetings, "before_week_time", "week-ervoor-tijd", "Hoe laat gaat het eerste bericht?"),
        words(
            .meetings, "before_week_min_days", "week-ervoor-minstens",
            "Alleen als het gesprek zoveel dagen vooruit is gepland",
            "Is het korter? Dan gaat alleen het bericht van de dag ervoor."),
        words(.meetings, "before_day_time", "dag-ervoor-tijd", "Hoe laat gaat het bericht van de dag ervoor?"),
        words(.meetings, "after_delay_minutes", "na-minuten", "Bericht na afloop: hoeveel minuten later?"),
        words(
            .meetings, "after_expires_days", "na-dagen", "Hoeveel dagen heeft het bericht na afloop nog zin?",
            "Daarna gaat het niet meer."),
        words(
            .meetings, "nudge_working_days", "nog-eens-werkdagen", "Nog één keer vragen: na hoeveel werkdagen?",
            "Alleen als er nog geen terugblik is."),
        words(.meetings, "nudge_time", "nog-eens-tijd", "Hoe laat vragen we het nog een keer?"),
        words(.meetings, "nudge_expires_days", "nog-eens-dagen", "Hoeveel dagen heeft nog een keer vragen zin?"),
        words(
            .meetings, "settle_minutes", "wachten-minuten", "Wacht na een verandering zoveel minuten",
            "Verander je iets en zet je het terug? Dan merkt niemand er iets van."),
        words(
            .meetings, "at_once_hours", "meteen-uren", "Stuur meteen als het gesprek binnen zoveel uur is"),
    ]

    private static let intervision: [Self] = [
        words(.intervision, "invite_weeks", "uitnodigen-weken", "Nodig hoogstens zoveel weken vooruit uit"),
        words(
            .intervision, "invite_nudge_days", "uitnodigen-dagen",
            "Vraag zoveel dagen ervoor nog een keer wie er komt", "Alleen aan wie nog niets zei."),
        words(
            .intervision, "intervision_before_time", "herinnering-tijd", "Hoe laat gaat de herinnering, de dag ervoor?"),
        words(
            .intervision, "intervision_remind_unanswered", "herinnering-zonder-antwoord",
            "Herinner ook wie nog niets zei"),
    ]

    private static let coordinator: [Self] = [
        words(
            .coordinator, "digest", "overzicht", "Stuur op maandag een overzicht",
            "Alleen als er iets is dat aandacht vraagt."),
        words(.coordinator, "digest_time", "overzicht-tijd", "Hoe laat gaat het overzicht?"),
        words(
            .coordinator, "alarms", "waarschuwen", "Waarschuw meteen als een bericht over een gesprek niet aankwam"),
        words(
            .coordinator, "doubt_policy", "twijfel", "Als we niet weten of een mail is aangekomen",
            choices: [
                ("resend", "Stuur de mail nog één keer"), ("hold", "Wacht tot ik zeg wat er moet gebeuren"),
            ]),
    ]

    private static let technique: [Self] = [
        words(
            .technique, "zone", "tijdzone", "Tijdzone",
            choices: [
                ("Europe/Amsterdam", "Nederland"), ("America/Kralendijk", "Bonaire"),
                ("America/Aruba", "Aruba"), ("America/Curacao", "Curaçao"),
                ("America/Lower_Princes", "Sint Maarten, Saba en Sint Eustatius"),
            ]),
        words(
            .technique, "relay", "mailserver", "Mailserver",
            "Laat dit leeg, behalve als je beheerder je een naam gaf."),
    ]
}
