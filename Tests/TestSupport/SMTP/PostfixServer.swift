import Foundation

/// A real Postfix on loopback, for one test: STARTTLS and AUTH are demanded, mail ends in a Maildir.
///
/// Everything is in one temporary directory; it ends by the pid of its master. Needs root, as Postfix does.
package final class PostfixServer: Sendable {
    package let port: UInt16
    package let authority: TestAuthority
    /// Who may log in.
    package static let user = "naast"
    package static let password = "geheim en lang"
    /// The only domain for which mail is taken.
    package static let domain = "buddy.example"
    private let directory: TemporaryDirectory

    /// Sets it up and waits until it answers.
    ///
    /// - Parameter mailboxes: which folder under `mail` takes which addresses, as lines of a regexp_table(5); all into
    ///   `inbox` when nil. An address of the domain in none of them is accepted and bounces, as behind a relay.
    package init(names: String = "DNS:localhost,IP:127.0.0.1", mailboxes: String? = nil) throws {
        guard geteuid() == 0 else { throw ToolRun.Failed(description: "Postfix must be started by root") }
        directory = try TemporaryDirectory()
        port = Loopback.freePort()
        // Postfix's own users must be able to come in.
        chmod(directory.path, 0o755)
        for folder in ["queue", "data", "sasl", "mail"] { mkdir(directory.file(folder), 0o755) }
        try ToolRun.sound("chown", ["postfix", directory.file("data")])
        try ToolRun.sound("chown", ["nobody", directory.file("mail")])
        authority = try TestAuthority(in: directory.path, names: names)
        try write("sasl/smtpd.conf", Self.sasl(directory.path))
        try ToolRun.sound(
            "saslpasswd2", ["-p", "-c", "-f", directory.file("sasl/sasldb2"), "-u", "relay.test", Self.user],
            input: Data(Self.password.utf8))
        chmod(directory.file("sasl/sasldb2"), 0o644)
        try write("mailboxes", mailboxes ?? "/^/ inbox/\n")
        try write("main.cf", Self.main(directory.path))
        try write("master.cf", Self.master(port))
        // Postfix goes into the background by itself; its master's pid is in a file.
        let start = try ToolRun("postfix", ["-c", directory.path, "start"])
        guard start.status == 0, eventually({ Loopback.answers(on: port) }) else {
            throw ToolRun.Failed(description: "Postfix did not start: \(log)")
        }
    }

    deinit { stop() }

    /// Ends it and waits until its master has gone.
    package func stop() {
        guard let master else { return }
        kill(master, SIGTERM)
        _ = eventually { kill(master, 0) != 0 }
    }

    package var log: String { (try? String(contentsOfFile: directory.file("mail.log"), encoding: .utf8)) ?? "" }

    /// The mail that has arrived, once there are so many; fewer when it takes too long.
    package func mail(count: Int) throws -> [Data] {
        let folder = directory.file("mail/inbox/new")
        let names = { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }
        _ = eventually { names().count >= count }
        return try names().sorted().map { try Data(contentsOf: URL(filePath: "\(folder)/\($0)")) }
    }

    /// A folder of mail.
    package func folder(_ name: String) -> String { directory.file("mail/\(name)") }

    /// The files in a folder of mail.
    package func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: self.folder(folder))
    }

    private var master: pid_t? {
        let text = try? String(contentsOfFile: directory.file("queue/pid/master.pid"), encoding: .utf8)
        return text.flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    private func write(_ name: String, _ text: String) throws {
        try text.write(toFile: directory.file(name), atomically: false, encoding: .utf8)
    }

    private static func sasl(_ directory: String) -> String {
        """
        pwcheck_method: auxprop
        auxprop_plugin: sasldb
        sasldb_path: \(directory)/sasl/sasldb2
        mech_list: PLAIN LOGIN

        """
    }

    private static func main(_ directory: String) -> String {
        """
        compatibility_level = 3.6
        queue_directory = \(directory)/queue
        data_directory = \(directory)/data
        maillog_file = \(directory)/mail.log
        maillog_file_prefixes = \(directory)
        myhostname = relay.test
        mydestination =
        mynetworks =
        alias_maps =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        virtual_mailbox_domains = \(domain)
        virtual_mailbox_base = \(directory)/mail
        virtual_mailbox_maps = regexp:\(directory)/mailboxes
        smtpd_reject_unlisted_recipient = no
        virtual_minimum_uid = 1
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534
        smtpd_tls_cert_file = \(directory)/cert.pem
        smtpd_tls_key_file = \(directory)/key.pem
        smtpd_tls_security_level = encrypt
        smtpd_tls_auth_only = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_local_domain = relay.test
        cyrus_sasl_config_path = \(directory)/sasl
        smtpd_relay_restrictions = permit_sasl_authenticated, reject
        smtpd_recipient_restrictions = permit_sasl_authenticated, reject
        smtpd_peername_lookup = no
        in_flow_delay = 0

        """
    }

    private static func master(_ port: UInt16) -> String {
        """
        127.0.0.1:\(port) inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        flush unix n - n 1000? 0 flush
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        retry unix - - n - - error
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil
        postlog unix-dgram n - n - 1 postlogd

        """
    }
}
