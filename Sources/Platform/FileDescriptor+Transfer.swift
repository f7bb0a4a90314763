import Glibc

extension FileDescriptor {
    /// Reads once into `buffer`; 0 is the end of the file.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        try retryingInterrupted("read") { Glibc.read(raw, buffer.baseAddress, buffer.count) }
    }

    /// Writes once and answers how many bytes went.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
        try retryingInterrupted("write") { Glibc.write(raw, bytes.baseAddress, bytes.count) }
    }

    /// Writes everything, on a descriptor that blocks.
    package func writeAll(_ bytes: [UInt8]) throws(SystemError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let slice = rest
            let count = try retryingInterrupted("write") {
                slice.withUnsafeBytes { Glibc.write(raw, $0.baseAddress, $0.count) }
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Reads to the end of the file; throws `EFBIG` when it holds more than `limit` bytes.
    package func readAll(limit: Int) throws(SystemError) -> [UInt8] {
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(limit + 1, 65_536))
        while true {
            let count = try retryingInterrupted("read") {
                chunk.withUnsafeMutableBytes { Glibc.read(raw, $0.baseAddress, $0.count) }
            }
            if count == 0 { return all }
            guard all.count + count <= limit else {
                throw SystemError(code: EFBIG, operation: "read more than \(limit) bytes")
            }
            all.append(contentsOf: chunk[..<count])
        }
    }

    /// Makes reads and writes return `EAGAIN` instead of waiting.
    package func makeNonBlocking() throws(SystemError) {
        let flags = try retryingInterrupted("read descriptor flags") { fcntl(raw, F_GETFL) }
        _ = try retryingInterrupted("set descriptor flags") { fcntl(raw, F_SETFL, flags | O_NONBLOCK) }
    }
}
