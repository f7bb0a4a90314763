extension Site {
    /// Every page and action of a tenant, area by area: the table that the tests walk over, route by route.
    package static let routes: [Route] = areas.flatMap { $0 }

    private static let areas: [[Route]] = [
        Entrance.routes,
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
    ]
}
