import Foundation

/// A certificate authority of one test, with a certificate for `localhost` and 127.0.0.1.
package struct TestAuthority: Sendable {
    package let caFile: String
    package let certificateFile: String
    package let keyFile: String

    /// Makes both with the `openssl` program, in a directory that is there.
    package init(in directory: String, names: String = "DNS:localhost,IP:127.0.0.1") throws {
        let file = { (name: String) in "\(directory)/\(name)" }
        (caFile, certificateFile, keyFile) = (file("ca.pem"), file("cert.pem"), file("key.pem"))
        try "subjectAltName=\(names)\n".write(toFile: file("names"), atomically: false, encoding: .utf8)
        try ToolRun.sound(
            "openssl",
            ["req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=Naast test CA", "-out", caFile]
                + Self.newKey(file("ca.key")))
        try ToolRun.sound(
            "openssl",
            ["req", "-nodes", "-subj", "/CN=localhost", "-out", file("request.pem")] + Self.newKey(keyFile))
        try ToolRun.sound(
            "openssl",
            [
                "x509", "-req", "-days", "2", "-in", file("request.pem"), "-CA", caFile, "-CAkey", file("ca.key"),
                "-CAcreateserial", "-extfile", file("names"), "-out", certificateFile,
            ])
    }

    private static func newKey(_ path: String) -> [String] {
        ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout", path]
    }
}
