import Domain
import Platform

/// Something only one browser or one mail holds; files keep its hash alone.
package struct AccessSecret: Hashable, Sendable {
    /// 26 characters of `a-z2-7`: 128 bits.
    package let text: String

    /// Mints a new one from the system's randomness.
    package static func random() -> Self { Self(text: Uid.random().text) }

    /// Reads what a browser sent; nil when it cannot be one of ours.
    package init?(_ text: some StringProtocol) {
        guard let uid = Uid(text) else { return nil }
        self.text = uid.text
    }

    private init(text: String) {
        self.text = text
    }

    /// What a tenant's file keeps: 32 bytes from which nobody finds the secret, because that is 128 random bits.
    package var hash: [UInt8] { SHA256.hash(text.utf8) }
}
