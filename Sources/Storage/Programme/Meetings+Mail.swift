import Domain
import SQLite

/// What is mailed because of a change: the letters that then stand ready, and those that do not go any more.
package struct MailPreview: Hashable, Sendable {
    package struct Letter: Hashable, Sendable {
        package let kind: LetterKind
        package let buddy: Uid
        package let due: Instant
    }

    /// By due moment.
    package let goes: [Letter]
    /// What stood ready for another moment, or at all, before the change.
    package let goesNoMore: [Letter]
}

extension TenantReader {
    /// The letters about one meeting or session that stand ready, by due moment.
    package func lettersReady(about subject: Reason.Subject) throws -> [MailPreview.Letter] {
        try db.rows(
            """
            SELECT r.reason, o.due FROM outbox_reason r JOIN outbox o ON o.id = r.outbox_id
            WHERE r.subject = ?1 AND o.state IN ('ready', 'leased') AND o.expires > ?2 ORDER BY o.due, o.id
            """, subject.description, now.milliseconds
        ) { row -> MailPreview.Letter? in
            Reason(row.text(0)).map {
                MailPreview.Letter(kind: $0.kind, buddy: $0.buddy, due: Instant(milliseconds: row.integer(1)))
            }
        }.compactMap { $0 }
    }
}

extension TenantWriter {
    /// Makes a change, looks at what the planner then has standing ready, and takes the change back.
    ///
    /// - Parameters:
    ///   - subject: what is changed; nil when it does not exist yet.
    ///   - change: returns the subject, which may be new.
    package func mail(
        because change: () throws -> Reason.Subject, over subject: Reason.Subject? = nil
    ) throws -> MailPreview {
        let before = try subject.map(lettersReady) ?? []
        let after = try trying { try lettersReady(about: change()) }
        return MailPreview(goes: after, goesNoMore: before.filter { !after.contains($0) })
    }
}
