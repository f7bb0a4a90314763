import Foundation
import Platform
import TestSupport
import Testing

@Suite struct FileDescriptorTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func `what is written and read back is the same`() throws {
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0) }
        let writer = try FileDescriptor.open(directory.file("a"), O_WRONLY | O_CREAT)
        try writer.writeAll(bytes)
        try writer.close()
        let reader = try FileDescriptor.open(directory.file("a"), O_RDONLY)
        #expect(try reader.readAll(limit: 200_000) == bytes)
    }

    @Test func `a file longer than the limit is refused`() throws {
        try Data(count: 11).write(to: URL(fileURLWithPath: directory.file("a")))
        let reader = try FileDescriptor.open(directory.file("a"), O_RDONLY)
        let error = #expect(throws: SystemError.self) { try reader.readAll(limit: 10) }
        #expect(error?.code == EFBIG)
    }

    @Test func `the owner's end closes, a released number stays open`() throws {
        var closed: Int32 = -1
        do {
            let file = try FileDescriptor.open(directory.path, O_RDONLY | O_DIRECTORY)
            closed = file.raw
            #expect(fcntl(closed, F_GETFD) == FD_CLOEXEC)
        }
        // Another test may have been given the same number; then it is another file.
        var facts = stat()
        var mine = stat()
        try #require(stat(directory.path, &mine) == 0)
        #expect(fstat(closed, &facts) != 0 || facts.st_ino != mine.st_ino)

        let kept = try FileDescriptor.open(directory.path, O_RDONLY | O_DIRECTORY).release()
        #expect(fstat(kept, &facts) == 0 && facts.st_ino == mine.st_ino)
        _ = FileDescriptor(owning: kept)
    }

    @Test func `an error names the path and the number`() {
        let error = #expect(throws: SystemError.self) { _ = try FileDescriptor.open("/nonexistent/file", O_RDONLY) }
        #expect(error?.description == "open /nonexistent/file: No such file or directory (2)")
    }
}
