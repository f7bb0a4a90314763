import Foundation

/// django-post-office with SQLite in its safest usual setting, for a comparison in the same run.
struct PeerRun {
    private let python: String

    /// Nil when it is not installed.
    static func find() -> PeerRun? {
        for python in ["/usr/bin/python3", "/usr/local/bin/python3"] + pathPythons where access(python, X_OK) == 0 {
            if (try? run(
                python,
                [
                    "-c",
                    "import importlib.util as u, sys; sys.exit(0 if u.find_spec(\"django\") and u.find_spec(\"post_office\") else 1)",
                ])) != nil
            {
                return PeerRun(python: python)
            }
        }
        return nil
    }

    func rate(messages: Int, port: Int) throws -> Double {
        let path = NSTemporaryDirectory() + "naast-peer-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let script = path + "/peer.py"
        try Data(Self.script.utf8).write(to: URL(fileURLWithPath: script))
        let output = try Self.run(python, [script, path + "/peer.sqlite", "\(port)", "\(messages)"])
        guard let line = output.split(separator: "\n").last, let rate = Double(line) else {
            throw Failure("the peer printed no rate: \(output.suffix(300))")
        }
        return rate
    }

    private static var pathPythons: [String] {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { $0 + "/python3" }
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure("\(program) ended with \(process.terminationStatus)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // One process with five threads was its best setting on two cores. Text and HTML of about the size of ours, written
    // out beforehand; ours are rendered and checked again when they go.
    private static let script = """
        import logging, sys, time
        from django.conf import settings
        database, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
        settings.configure(
            SECRET_KEY="bench", USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.AutoField",
            INSTALLED_APPS=["django.contrib.contenttypes", "post_office"],
            DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database, "OPTIONS": {
                "timeout": 30, "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"}}},
            EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_BACKEND="post_office.EmailBackend",
            TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}, {
                "BACKEND": "post_office.template.backends.post_office.PostOfficeTemplates", "APP_DIRS": True,
                "OPTIONS": {"context_processors": []}}],
            POST_OFFICE={"BATCH_SIZE": 100, "THREADS_PER_PROCESS": 5, "LOG_LEVEL": 1,
                "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"}})
        import django
        django.setup()
        logging.disable(logging.INFO)
        from django.core.management import call_command
        call_command("migrate", verbosity=0)
        from post_office import mail
        from post_office.mail import send_queued_mail_until_done
        from post_office.models import Email, STATUS
        text = ("x" * 70 + "\\n") * 17
        html = "<html><body>" + "<p>" + ("x" * 70 + "\\n") * 70 + "</p></body></html>"
        for number in range(count):
            mail.send(f"user{number}@example.org", "bench@naast.example", subject="Reminder", message=text, html_message=html, priority="medium")
        start = time.monotonic()
        send_queued_mail_until_done(lockfile=database + ".lock", processes=1, log_level=1)
        sent = Email.objects.filter(status=STATUS.sent).count()
        assert sent == count, f"{sent} of {count} were sent"
        print(sent / (time.monotonic() - start))
        """
}
