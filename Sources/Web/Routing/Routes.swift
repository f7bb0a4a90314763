import HTTP

extension Site {
    /// Every page and action of a tenant, area by area: the table that the tests walk over, route by route.
    package static let routes: [Route] = areas.flatMap { $0 }

    /// The entry that answers a path; one without a variable goes before one with, as in the router.
    ///
    /// - Parameter path: with or without a query.
    package static func route(_ method: Method, _ path: String) -> Route? {
        let segments = path.prefix { $0 != "?" }.split(separator: "/")
        return routes.filter { route in
            let parts = route.path.split(separator: "/")
            return route.method == method && parts.count == segments.count
                && zip(parts, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }.min { $0.path.split(separator: "{").count < $1.path.split(separator: "{").count }
    }

    private static let areas: [[Route]] = [
        PublicPage.routes,
        Entrance.routes,
        HelpdeskPages.routes,
        FirstDayPage.routes,
        Today.routes,
        Requests.routes,
        Buddies.routes,
        Agenda.routes,
        Matches.routes,
        Signals.routes,
        Mail.routes,
        Questions.routes,
        Network.routes,
        Reports.routes,
        SettingsPages.routes,
        ChangePages.routes,
        Spreadsheets.routes,
        NationalPages.routes,
    ]
}
