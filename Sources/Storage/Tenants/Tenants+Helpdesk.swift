import Domain

extension Tenants {
    /// Whether anybody can log in at the helpdesk.
    package func hasHelpdeskAccounts(_ scope: SystemScope) throws(StoreError) -> Bool {
        try registry.store.read { try $0.coordinatorCount() > 0 }
    }

    /// Tells the house what the operator says of the helpdesk, at every start; writes nothing that is so already.
    ///
    /// - Parameter accounts: who may log in; taken once, at the first start that names any, and never again.
    /// - Returns: how many were taken now.
    @discardableResult
    package func furnishHelpdesk(
        name: String, replyTo: EmailAddress?, accounts: [EmailAddress], _ scope: SystemScope
    ) throws(StoreError) -> Int {
        try registry.store.write { writer in
            let settings = try writer.settings
            if settings.name != name { try writer.set("name", name) }
            if settings.replyTo != replyTo { try writer.set("reply_to", replyTo?.description ?? "") }
            // What stopped it was the relay of before this start, and nobody logs in to resume it without mail.
            if try writer.pauseReason() != nil { try writer.resumeSending() }
            return try writer.seedHelpdesk(accounts)
        }
    }
}

extension TenantWriter {
    fileprivate func seedHelpdesk(_ accounts: [EmailAddress]) throws -> Int {
        let isSeeded = try db.first("SELECT 1 FROM meta WHERE key = 'accounts-seeded'") { _ in true } ?? false
        guard !isSeeded, !accounts.isEmpty else { return 0 }
        var count = 0
        for email in accounts where try account(email) == nil {
            let uid = Uid.random()
            try db.run(
                "INSERT INTO coordinator(uid, email, since) VALUES (?1, ?2, ?3)", uid.text, email.description,
                now.milliseconds)
            try log(.added, .member, uid)
            count += 1
        }
        try db.run("INSERT INTO meta(key, value) VALUES ('accounts-seeded', 'yes')")
        return count
    }
}
