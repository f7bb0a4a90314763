/// What stands at `/`: no tenant, no list of tenants.
enum FrontPage {
    static func page(_ facts: SiteFacts) -> Page {
        Page(
            "Naast", heading: "Iemand naast je, als het op school vastloopt",
            lead: "Een buddy is zelf ouder. De buddy gaat mee naar gesprekken, denkt mee en luistert.",
            body: """
                <p>Elk ouder- en jeugdsteunpunt heeft hier een eigen plek. Het adres daarvan krijgt u van uw steunpunt.</p>
                <p>Werkt u voor een steunpunt? Open dan het adres uit uw welkomstmail.</p>
                """)
    }
}
