import Domain
import Foundation
import Platform

/// Runs the command line and returns its exit code; 1 also when its results could not be written.
package func runCommandLine(_ words: [String]) -> Int32 {
    holdStandardDescriptors()
    Signals.ignorePipe()
    let code = run(words)
    return Terminal.resultsAreLost() && code == ExitCode.done.rawValue ? ExitCode.refused.rawValue : code
}

// Takes the place of standard input, output and error where who started us closed them: else the next file that is
// opened gets that number, the state lock for instance, and a table of addresses is written into it. Open the wrong way
// round, so that using one fails as it does on a closed one.
private func holdStandardDescriptors() {
    for raw in STDIN_FILENO...STDERR_FILENO where fcntl(raw, F_GETFD) < 0 {
        _ = open("/dev/null", raw == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
}

private func run(_ words: [String]) -> Int32 {
    guard let verb = words.first else {
        Terminal.say(overview)
        return ExitCode.wrongUsage.rawValue
    }
    switch verb {
    case "help" where words.count == 2 && verbs[words[1]] != nil:
        return run([words[1], "--help"])
    case "--help", "-h", "help":
        Terminal.print(overview)
        return ExitCode.done.rawValue
    case "--version", "version":
        Terminal.print("naast \(Version.current)")
        return ExitCode.done.rawValue
    default: break
    }
    guard let command = verbs[verb] else {
        let known = verbs.keys.sorted()
        Terminal.say("naast: there is no verb '\(verb)'\(suggestion(for: verb, among: known)); naast --help lists them")
        return ExitCode.wrongUsage.rawValue
    }
    let rest = Array(words.dropFirst())
    if rest.contains("--help") || rest.contains("-h") {
        Terminal.print(command.help)
        return ExitCode.done.rawValue
    }
    do {
        return try command.run(rest).rawValue
    } catch let failure as CommandFailure {
        Terminal.tell(.error, "naast \(verb): \(failure.message)")
        if failure.code == .wrongUsage { Terminal.tell(.error, "naast \(verb) --help says how") }
        return failure.code.rawValue
    } catch let error as ConfigurationError {
        Terminal.tell(.error, error.description)
        return ExitCode.badConfiguration.rawValue
    } catch {
        Terminal.tell(.error, "naast \(verb): \(error)")
        return ExitCode.refused.rawValue
    }
}

private var verbs: [String: any Command.Type] {
    [
        "demo": DemoCommand.self, "serve": ServeCommand.self, "check": CheckCommand.self, "tenant": TenantCommand.self,
        "import": ImportCommand.self, "queue": QueueCommand.self, "status": StatusCommand.self,
        "login-link": LoginLinkCommand.self, "release": ReleaseCommand.self, "restore": RestoreCommand.self,
    ]
}

private let overview = """
    naast: buddy programmes at school, run in the browser and reminded by mail; one isolated file for each tenant

      naast demo                    see it work: made-up tenants, real mail, nothing to configure
      naast serve                   the daemon (what systemd runs)
      naast check                   reads all that serve would read, and says what is wrong
      naast tenant add SLUG …       also list, show, set, settings, suspend, resume, close
      naast import SLUG FILE.json   buddies, requests, matches, meetings, intervision, signals
      naast queue SLUG              what was sent, what waits, what failed; also show, retry, cancel, release-hold
      naast login-link EMAIL        a link and a code with which a member comes in, without mail
      naast release [--due]         what was published of all tenants' signals together
      naast restore SLUG FILE       puts a backup of a tenant's file in its place; what was due is in doubt
      naast status                  how each tenant's mail stands

    Every verb but demo takes --config FILE (default /etc/naast/naast.json5); every verb has --help.
    Exit codes: 0 done, 1 refused, 64 wrong usage, 69 daemon unreachable, 78 bad configuration.
    """
