import Domain
import Storage

/// A flyer to print, with the tenant's own link and number (N05): one sheet, large letters.
enum Flyer {
    static func page(_ visit: Visit) throws -> Page {
        let settings = try visit.scope.read { try $0.settings }
        let link = "\(visit.site.baseURL)/\(visit.slug)/"
        // Without the scheme it can be read aloud and typed.
        let shown = link.split(separator: "/", omittingEmptySubsequences: true).dropFirst().joined(separator: "/")
        let phone = settings.coordinatorPhone
        let missing: HTML =
            phone.isEmpty
            ? """
            <div class="no-print">\(Part.aside("""
                <p>Je telefoonnummer staat nog niet in Naast. Op de flyer staat nu alleen het adres.</p>
                \(Part.button(Link("Naar de instellingen", "/\(visit.slug)/instellingen"), isFirst: false))
                """))</div>
            """ : ""
        return Page(
            "Flyer", heading: "Loopt het vast op school?", place: .network,
            back: Link("Netwerk", "/\(visit.slug)/netwerk"),
            body: """
                \(missing)
                <p class="no-print soft">Print deze bladzijde (Ctrl en P). Het menu komt niet op papier.</p>
                <article class="flyer">
                <p class="flyer-first">U hoeft het niet alleen te doen.</p>
                <p>Een buddy is zelf ouder, van een kind dat vastliep op school.</p>
                <ul><li>De buddy luistert.</li><li>De buddy denkt met u mee.</li>
                <li>De buddy gaat mee naar een gesprek, als u dat wilt.</li></ul>
                <p><strong>Het kost niets. De buddy werkt niet voor de school. U beslist wat er gebeurt.</strong></p>
                \(phone.isEmpty ? "" : """
                    <p class="flyer-reach">Bel <strong>\(settings.coordinatorName.isEmpty ? visit.scope.tenant.name : settings.coordinatorName)</strong><br>\
                    <span class="flyer-big">\(phone)</span></p>
                    """ as HTML)
                \(QRCode(link).map { $0.html("QR-code naar \(shown)") })
                <p class="flyer-reach">Of kijk op<br><span class="flyer-big">\(shown)</span></p>
                <p class="soft">\(visit.scope.tenant.name)</p>
                </article>
                """)
    }
}
