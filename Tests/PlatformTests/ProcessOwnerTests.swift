import Foundation
import Platform
import TestSupport
import Testing

@Suite struct ProcessOwnerTests {
    @Test func `a directory of our own changes nothing`() throws {
        let directory = try TemporaryDirectory()
        #expect(try ProcessOwner.of(directory: directory.path).user == geteuid())
        #expect(try !ProcessOwner.become(ownerOfDirectory: directory.path))
        #expect(ProcessOwner.current.user == geteuid())
    }

    @Test func `a path that is no directory has no owner to become`() {
        #expect(throws: SystemError(code: ENOTDIR, operation: "look at /etc/passwd")) {
            try ProcessOwner.become(ownerOfDirectory: "/etc/passwd")
        }
        #expect(throws: SystemError(code: ENOENT, operation: "look at /nonexistent")) {
            try ProcessOwner.become(ownerOfDirectory: "/nonexistent")
        }
    }
}
