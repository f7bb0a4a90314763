import Domain
import SQLite

/// What a bounce says of a message that a relay had accepted.
package enum BounceFinding: Hashable, Sendable {
    /// It will never arrive: the address does not work.
    case addressDead
    /// It will never arrive, and that is not the address's fault: a full mailbox, a filter, a host that stayed away.
    case undelivered
    /// It has not arrived yet; the receiving side goes on trying.
    case delayed
}

extension TenantReader {
    /// True when this tenant has a message with this uid.
    package func hasMessage(_ uid: Uid) throws -> Bool {
        try db.first("SELECT 1 FROM outbox WHERE uid = ?1", uid.text) { _ in true } ?? false
    }
}

extension TenantWriter {
    /// Writes down what a bounce says: its state stays, since the relay did accept it; its history and address change.
    ///
    /// Fenced: an unknown uid changes nothing and gives false. The same report again changes nothing and gives true.
    /// Any state will do: the uid is a secret of the envelope, so a bounce to it proves that the message once left, also
    /// when we were in doubt.
    @discardableResult
    package func bounced(_ uid: Uid, _ finding: BounceFinding, _ answer: Settlement.Answer) throws -> Bool {
        let row = try db.first("SELECT id, recipient FROM outbox WHERE uid = ?1", uid.text) {
            (id: $0.integer(0), recipient: $0.text(1))
        }
        guard let row else { return false }
        guard try addsToHistory(row.id, finding, answer) else { return true }
        switch finding {
        case .addressDead:
            try record(row.id, "bounced", code: answer.code, text: answer.text)
            if let address = EmailAddress(row.recipient) { try markDead(address, answer) }
            try alarm(about: uid, row.id)
        case .undelivered: try record(row.id, "undelivered", code: answer.code, text: answer.text)
        case .delayed: try record(row.id, "delayed", code: answer.code, text: answer.text)
        }
        return true
    }

    // Not after `bounced`, which says all; not what is there already; and no flood: a receiver writes these texts.
    private func addsToHistory(_ id: Int64, _ finding: BounceFinding, _ answer: Settlement.Answer) throws -> Bool {
        let known = try db.rows(
            "SELECT kind, text FROM event WHERE outbox_id = ?1 AND kind IN ('bounced', 'undelivered', 'delayed')", id
        ) { (kind: $0.text(0), text: $0.textOrNil(1)) }
        if known.contains(where: { $0.kind == "bounced" }) { return false }
        switch finding {
        case .addressDead: return true
        case .undelivered:
            return known.count < 8 && !known.contains { $0.kind == "undelivered" && $0.text == answer.text }
        case .delayed: return known.count < 8 && !known.contains { $0.kind == "delayed" && $0.text == answer.text }
        }
    }
}
