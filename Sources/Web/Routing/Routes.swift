extension Site {
    /// Every page and action of a tenant, area by area: the table that the tests walk over, route by route.
    package static let routes: [Route] = areas.flatMap { $0 }

    private static let areas: [[Route]] = [
        Entrance.routes,
        Today.routes,
        Requests.routes,
        Matches.routes,
        Buddies.routes,
        Signals.routes,
        Reports.routes,
    ]
    package static let routes: [Route] =
        Entrance.routes + Today.routes + Mail.routes + Questions.routes + Network.routes
    package static let routes: [Route] = Entrance.routes + Today.routes + Agenda.routes
}
