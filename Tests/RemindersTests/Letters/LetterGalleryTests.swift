import Foundation
import Testing

@testable import Reminders

/// To look at the letters: `NAAST_LETTERS_DIR=/tmp/letters swift test --filter LetterGallery`.
@Suite struct LetterGalleryTests {
    @Test(arguments: Sample.all)
    func `every letter can be laid on the table`(sample: Sample) throws {
        let letter = try letter(from: sample.facts())
        #expect(letter.html.hasPrefix("<!DOCTYPE html>"))
        guard let folder = ProcessInfo.processInfo.environment["NAAST_LETTERS_DIR"] else { return }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try letter.html.write(toFile: "\(folder)/\(sample.name).html", atomically: true, encoding: .utf8)
        try "Onderwerp: \(letter.subject)\n\n\(letter.text)\n\(String(describing: letter.appointment))\n"
            .write(toFile: "\(folder)/\(sample.name).txt", atomically: true, encoding: .utf8)
    }
}
