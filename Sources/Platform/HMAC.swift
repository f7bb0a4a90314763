/// HMAC with SHA-256 (FIPS 198-1, RFC 2104): proof that who made a value knew the key.
package struct HMAC: Sendable {
    // What both hashes make of the key, once for every message.
    private var inner = SHA256()
    private var outer = SHA256()

    /// Takes a key of any length.
    package init(key: [UInt8]) {
        var block = key.count > 64 ? SHA256.hash(key) : key
        block.append(contentsOf: repeatElement(0, count: 64 - block.count))
        inner.update(block.map { $0 ^ 0x36 })
        outer.update(block.map { $0 ^ 0x5c })
    }

    /// The 32-byte code of a message.
    package func code(of message: some Sequence<UInt8>) -> [UInt8] {
        var (inner, outer) = (inner, outer)
        inner.update(message)
        outer.update(inner.finalized())
        return outer.finalized()
    }
}
