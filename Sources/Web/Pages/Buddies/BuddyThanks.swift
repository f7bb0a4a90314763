import Domain
import Storage

/// A letter of thanks to print (N43): what a buddy did in a year, in numbers that name nobody.
enum BuddyThanks {
    static let routes: [Route] = [
        .get("buddys/{uid}/bedankbrief", .seeBuddies) { visit in .page(try page(visit)) }
    ]

    private static func page(_ visit: Visit) throws -> Page {
        let uid = try visit.uid()
        let (buddy, settings, today) = try visit.scope.read { (try $0.buddy(uid), try $0.settings, try $0.today) }
        let year = BuddyExpenses.year(visit, today)
        let done = try visit.scope.read { try $0.thanks(uid, year: year) }
        let first = buddy.particulars.name.split(separator: " ").first.map(String.init) ?? buddy.particulars.name
        let parents = done.matches > 0 ? "Je stond naast \(Dutch.count(done.matches, "ouder", "ouders"))" : nil
        let meetings =
            done.meetings > 0
            ? "je ging mee naar \(Dutch.count(done.meetings, "gesprek", "gesprekken")) op school" : nil
        let did =
            switch (parents, meetings) {
            case (let parents?, let meetings?): "\(parents) en \(meetings)."
            case (let parents?, nil): "\(parents)."
            case (nil, let meetings?): capitalised("\(meetings).")
            case (nil, nil): "Je stond klaar voor ouders die iemand nodig hebben."
            }
        let coordinator = settings.coordinatorName.isEmpty ? settings.sender : settings.coordinatorName
        return Page(
            "Bedankbrief", heading: "Bedankt, \(first)", place: .buddies,
            back: Link("Terug naar deze buddy", Buddies.page(visit, uid)),
            body: """
                <article class="letter">
                <p>\(Dutch.date(today))</p>
                <p>Beste \(first),</p>
                <p>In \(year) was je buddy bij \(settings.sender). \(did)</p>
                <p>Een gesprek op school kan zwaar zijn als je er alleen zit. Door jou zat er iemand naast. Dat geeft rust, en \
                dat merken ouders, kinderen en scholen.</p>
                <p>Dank je wel voor je tijd, je geduld en je ervaring.</p>
                <p>Hartelijke groet,<br>\(coordinator)<br>\(settings.sender)</p>
                </article>
                <div class="actions"><p>Druk deze pagina af met de printknop van je browser. Alleen de brief komt op papier.</p></div>
                \(years(visit, uid, year, today))
                """)
    }

    private static func years(_ visit: Visit, _ uid: Uid, _ year: Int, _ today: LocalDate) -> HTML {
        BuddyExpenses.years(visit, "/\(visit.slug)/buddys/\(uid)/bedankbrief", year, today)
    }
}
