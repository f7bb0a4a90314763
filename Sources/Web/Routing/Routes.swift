extension Site {
    /// Every page and action of a tenant, area by area: the table that the tests walk over, route by route.
    package static let routes: [Route] =
        Entrance.routes + Today.routes + SettingsPages.routes + ChangePages.routes
        + FirstDayPage.routes
}
