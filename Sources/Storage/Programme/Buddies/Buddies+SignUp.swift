import Domain
import SQLite

/// What somebody fills in who wants to become a buddy.
package struct BuddySignUp: Hashable, Sendable {
    package var name: String
    package var email: EmailAddress
    package var phone: String?
    package var region: String?
    package var heardFrom: String?
    package var languages: Set<Language>

    package init(
        name: String, email: EmailAddress, phone: String?, region: String?, heardFrom: String?,
        languages: Set<Language> = []
    ) {
        self.name = name
        self.email = email
        self.phone = phone
        self.region = region
        self.heardFrom = heardFrom
        self.languages = languages
    }
}

/// What a tenant tells whoever thinks of becoming a buddy.
package struct JoiningFacts: Hashable, Sendable {
    package let name: String
    package let coreValues: String
    package let coordinatorName: String
    package let coordinatorPhone: String
    /// For whom the coordinator works: whoever asks for help may know that first.
    package let position: CoordinatorPosition
    package let now: Instant
}

extension PublicScope {
    /// For the page on which people sign up.
    package func joiningFacts() throws(StoreError) -> JoiningFacts {
        try store.read { reader in
            let settings = try reader.settings
            return JoiningFacts(
                name: settings.sender, coreValues: settings.coreValues, coordinatorName: settings.coordinatorName,
                coordinatorPhone: settings.coordinatorPhone, position: settings.position, now: reader.now)
        }
    }

    /// Writes a sign-up down; nothing that comes back tells whether the address was known.
    ///
    /// Who is known already is not entered twice: the coordinator sees them among those to call today.
    package func signUp(_ signUp: BuddySignUp) throws(StoreError) {
        try store.write { writer in
            if let row = try writer.buddyRow(signUp.email) {
                try writer.noteAnotherSignUp(row)
                return
            }
            let particulars = BuddyParticulars(
                name: signUp.name, email: signUp.email, phone: signUp.phone, region: signUp.region,
                languages: signUp.languages)
            let (uid, row) = try writer.insertBuddy(particulars, state: .applied, step: .signUp)
            try writer.db.run(
                "UPDATE buddy SET heard_from = ?2, consented_at = ?3 WHERE id = ?1", row, signUp.heardFrom,
                writer.now.milliseconds)
            try writer.log(.added, .buddy, uid, ["aangemeld op de website"])
        }
    }
}

extension TenantWriter {
    fileprivate func noteAnotherSignUp(_ row: Int64) throws {
        let today = try settings.zone.local(now).date
        try db.run(
            "UPDATE buddy SET call_on = min(coalesce(call_on, ?2), ?2) WHERE id = ?1 AND state <> 'stopped'", row,
            today.description)
        // Who stopped and comes back of their own will begins anew; training and VOG stay.
        try db.run(
            "UPDATE buddy SET state = 'applied', call_on = ?2, version = version + 1 WHERE id = ?1 AND state = 'stopped'",
            row, today.description)
        if db.changes > 0 {
            try recordStep(.signUp, row, state: .applied, before: .stopped)
            try replanLetters(ofBuddy: row)
        }
        let uid = try db.first("SELECT uid FROM buddy WHERE id = ?1", row) { $0.text(0) }.flatMap { Uid($0) }
        try log(.changed, .buddy, uid, ["meldde zich opnieuw aan"])
    }
}
