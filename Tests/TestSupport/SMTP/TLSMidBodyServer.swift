import Foundation
import Glibc

/// A server that demands STARTTLS and says something in the middle of a body, then goes: Python's TLS, not ours.
package final class TLSMidBodyServer {
    package let port: UInt16
    package let authority: TestAuthority
    private let directory: TemporaryDirectory
    private let child: ChildProcess

    /// Starts it; it says these words after 100 kB of a body and closes, or only closes when there are none.
    package init(saying words: String?) throws {
        directory = try TemporaryDirectory()
        authority = try TestAuthority(in: directory.path)
        guard let python = Requirement.path(of: "python3") else {
            throw ToolRun.Failed(description: "python3 is not installed")
        }
        let output = directory.file("port")
        child = try ChildProcess(
            python, ["-c", Self.script, authority.certificateFile, authority.keyFile, words ?? ""], output: output)
        var found: UInt16?
        _ = eventually {
            found = (try? String(contentsOfFile: output, encoding: .utf8)).flatMap { text in
                text.hasSuffix("\n") ? UInt16(text.dropLast()) : nil
            }
            return found != nil
        }
        guard let found else {
            let said = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
            throw ToolRun.Failed(description: "the server did not start: \(said)")
        }
        port = found
    }

    deinit {
        kill(child.pid, SIGKILL)
        _ = child.wait()
    }

    private static let script = """
        import socket, ssl, sys
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(sys.argv[1], sys.argv[2])
        listener = socket.create_server(('127.0.0.1', 0))
        print(listener.getsockname()[1], flush=True)
        def lines(channel):
            buffer = b''
            while True:
                while b'\\r\\n' in buffer:
                    line, buffer = buffer.split(b'\\r\\n', 1)
                    yield line.upper()
                more = channel.recv(4096)
                if not more:
                    return
                buffer += more
        def say(channel, text):
            channel.sendall(text.encode() + b'\\r\\n')
        while True:
            plain, _ = listener.accept()
            try:
                say(plain, '220 tls.test ESMTP')
                for line in lines(plain):
                    if line.startswith(b'STARTTLS'):
                        say(plain, '220 2.0.0 go')
                        break
                    say(plain, '250-tls.test\\r\\n250 STARTTLS')
                channel = context.wrap_socket(plain, server_side=True)
                taken = -1
                for line in lines(channel):
                    if taken >= 0:
                        taken += len(line) + 2
                        if taken > 100000:
                            if sys.argv[3]:
                                say(channel, sys.argv[3])
                            channel.close()
                            break
                    elif line.startswith(b'DATA'):
                        taken = 0
                        say(channel, '354 go')
                    else:
                        say(channel, '250 ok')
            except OSError:
                pass
            finally:
                plain.close()
        """
}
