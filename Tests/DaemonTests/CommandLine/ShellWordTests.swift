import Foundation
import TestSupport
import Testing

@testable import Daemon

@Suite struct ShellWordTests {
    @Test(arguments: [
        ("/home/noor/mail/new/1.M2.host", "~/mail/new/1.M2.host"), ("/home/noor", "/home/noor"),
        ("/home/noortje/x", "/home/noortje/x"), ("/srv/naast/a_b-c+d,e:f@g%h=i", "/srv/naast/a_b-c+d,e:f@g%h=i"),
        ("/home/noor/a b", "~/'a b'"), ("/srv/it's", #"'/srv/it'\''s'"#), ("/srv/$HOME`x`", "'/srv/$HOME`x`'"),
        ("", "''"),
    ])
    func `a path is quoted only when it must be, and short at home`(path: String, word: String) {
        #expect(ShellWord.of(path, home: "/home/noor") == word)
    }

    @Test(arguments: ["/srv/it's \"a\" $HOME", "/srv/a\\b;c&d|e*f?g!h", "/home/noor/m'a il"])
    func `a shell reads the word back as the path`(path: String) throws {
        let directory = try TemporaryDirectory()
        let child = try ChildProcess(
            "/bin/sh", ["-c", "HOME=/home/noor; printf %s " + ShellWord.of(path, home: "/home/noor")],
            output: directory.file("out"), errors: directory.file("err"))
        #expect(child.wait() == 0)
        #expect(try String(contentsOfFile: directory.file("out"), encoding: .utf8) == path)
    }

    @Test func `a table's columns stand under their headings and leave no blanks behind`() {
        let text = Table(["slug", "state", ""], [["duinrand", "é", ""], ["a", "active", "x"]]).text
        #expect(text == "slug      state\nduinrand  é\na         active  x")
    }
}
