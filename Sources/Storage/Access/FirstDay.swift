import Domain
import SQLite

/// How far a tenant is on its first day: a quarter of an hour, from the welcome mail to a first mail of its own.
package struct FirstDay: Hashable, Sendable {
    package enum Step: String, CaseIterable, Hashable, Sendable {
        /// For whom the coordinator works, and what kind of programme this is.
        case position
        /// The name and number under every letter, and where answers go.
        case sender
        case buddies
        case meeting
        /// A mail to oneself, to see what a buddy will see.
        case mail
    }

    package let done: Set<Step>
    /// A person said that it need not be shown any more.
    package let isDismissed: Bool

    package var isOver: Bool { isDismissed || done.count == Step.allCases.count }
}

extension TenantReader {
    /// What of the first day is done.
    package func firstDay() throws -> FirstDay {
        let isDismissed = try db.first("SELECT 1 FROM meta WHERE key = 'first-day-over'") { _ in true } ?? false
        let settings = try settings
        var done: Set<FirstDay.Step> = []
        if settings.position != .unsaid, settings.organisation != .unsaid { done.insert(.position) }
        if !settings.coordinatorName.isEmpty, !settings.coordinatorPhone.isEmpty, settings.replyTo != nil {
            done.insert(.sender)
        }
        if try db.first("SELECT 1 FROM buddy LIMIT 1", read: { _ in true }) ?? false { done.insert(.buddies) }
        if try db.first("SELECT 1 FROM school_meeting LIMIT 1", read: { _ in true }) ?? false { done.insert(.meeting) }
        // Whatever sends a mail to the coordinator to look at writes that down; a welcome to a colleague is none.
        let hasSent = try db.first("SELECT 1 FROM change WHERE action = 'sent' AND subject <> 'member' LIMIT 1") { _ in
            true
        }
        if hasSent ?? false { done.insert(.mail) }
        return FirstDay(done: done, isDismissed: isDismissed)
    }
}

extension TenantWriter {
    /// Shows the first day no more.
    package func dismissFirstDay() throws {
        try db.run("INSERT INTO meta(key, value) VALUES ('first-day-over', 'yes') ON CONFLICT DO NOTHING")
    }
}
