import Foundation

/// What an operator's verb asks of a house, running or not; over the control socket it travels as JSON.
package enum AdminRequest: Codable, Sendable {
    case addTenant(slug: String, name: String, kind: String, swvs: [String], coordinators: [String])
    case listTenants(json: Bool = false)
    case showTenant(slug: String, json: Bool = false)
    case setTenant(slug: String, settings: [String: String])
    case suspendTenant(slug: String)
    case resumeTenant(slug: String)
    case closeTenant(slug: String)
    /// The file's bytes, not its path: the daemon may not see what the operator sees.
    case importProgramme(slug: String, file: Data, dryRun: Bool)
    /// A copy that the verb put into the state directory: a tenant's whole file is too large for the socket.
    case restoreTenant(slug: String, staged: String)
    case queue(slug: String, state: String?, json: Bool)
    case message(slug: String, uid: String, action: MessageAction, json: Bool = false)
    /// A link and a code with which one member comes in.
    case loginLink(slug: String, email: String)
    /// The same for an account of the helpdesk.
    case helpdeskLoginLink(email: String)
    /// What was published of all tenants together; first publishes what is due, when asked.
    case release(due: Bool, json: Bool)
    case status(json: Bool)

    /// What `naast queue SLUG ACTION UID` does with one message.
    package enum MessageAction: String, Codable, CaseIterable, Sendable {
        case show
        case retry
        case cancel
        case releaseHold = "release-hold"
    }
}

/// What came of it: what to print, and how to end.
package struct AdminAnswer: Codable, Hashable, Sendable {
    package var code: ExitCode
    /// For standard output.
    package var output: String
    /// For standard error.
    package var message: String

    package init(_ output: String = "", message: String = "", code: ExitCode = .done) {
        self.code = code
        self.output = output
        self.message = message
    }
}

/// One line of the control socket's answer: progress and pieces of output first, the answer last.
package enum AdminLine: Codable, Sendable {
    case progress(String)
    /// Whole lines for standard output.
    case output(String)
    case answer(AdminAnswer)
}
