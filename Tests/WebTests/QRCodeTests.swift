import Foundation
import TestSupport
import Testing

@testable import Web

/// The code on the flyer, read by a program that is not ours.
@Suite struct QRCodeTests {
    @Test func `the codewords that mend are those of the standard's example`() {
        let data: [UInt8] = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17]
        #expect(ReedSolomon.repair(data, count: 10) == [196, 35, 39, 119, 235, 215, 231, 226, 93, 23])
    }

    @Test(
        .needs("zbarimg"),
        arguments: [
            "a", "https://a.nl/b", "https://a.nl/bc", "https://naast.example.org", "http://127.0.0.1:8470/duinrand/",
            String(repeating: "steunpunt-", count: 4), String(repeating: "steunpunt-", count: 6) + "ab",
            "https://" + String(repeating: "naast-", count: 12) + ".nl", String(repeating: "x0/", count: 35) + "y",
        ])
    func `another program reads what we wrote, in every version`(text: String) throws {
        let code = try #require(QRCode(text))
        let directory = try TemporaryDirectory()
        let path = directory.file("code.pgm")
        try picture(code).write(to: URL(fileURLWithPath: path))
        let read = try Finished.run(
            try #require(Requirement.path(of: "zbarimg")), ["--nodbus", "--quiet", "--raw", path])
        #expect(read.status == 0 && read.output == text + "\n", "\(read)")
    }

    @Test func `every version is used, and what is longer than the last holds gives none`() {
        let sizes = Set((1...106).compactMap { QRCode(String(repeating: "a", count: $0))?.size })
        #expect(sizes == [21, 25, 29, 33, 37, 41])
        #expect(QRCode(String(repeating: "a", count: 107)) == nil)
    }

    @Test func `the flyer shows it with words, and without it when the address is too long`() throws {
        let page = try TestSite().browser().get("/duinrand/netwerk/flyer")
        #expect(page.has("<svg class=\"qr\"") && page.has("aria-label=\"QR-code naar 127.0.0.1:8470/duinrand\""))
    }

    // Eight grey points a module, with its edge.
    private func picture(_ code: QRCode) -> Data {
        let side = (code.size + 8) * 8
        var points: [UInt8] = []
        for row in 0..<side {
            for column in 0..<side {
                let (down, right) = (row / 8 - 4, column / 8 - 4)
                let isInside = (0..<code.size).contains(down) && (0..<code.size).contains(right)
                points.append(isInside && code[down, right] ? 0 : 255)
            }
        }
        return Data("P5\n\(side) \(side)\n255\n".utf8) + Data(points)
    }
}
