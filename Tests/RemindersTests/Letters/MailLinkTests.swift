import Foundation
import Testing

@testable import Reminders

@Suite struct MailLinkTests {
    @Test func `a text to copy is percent-encoded whole`() {
        let text = "Hoi, dinsdag & 'zo' + 100%? Één #1"
        let encoded = "Hoi%2C%20dinsdag%20%26%20%27zo%27%20%2B%20100%25%3F%20%C3%89%C3%A9n%20%231"
        #expect(MailLink.whatsApp(text).address == "https://wa.me/?text=\(encoded)")
        #expect(MailLink.sms(text).address == "sms:?&body=\(encoded)")
        #expect(encoded.removingPercentEncoding == text)
    }

    @Test(arguments: [
        ("06 12 34 56 78", "tel:0612345678"), ("06-12345678", "tel:0612345678"), ("(088) 605 51 01", "tel:0886055101"),
        ("+31 6 12345678", "tel:+31612345678"), ("+31 (0)6 12345678", "tel:+31612345678"),
        ("0800 2000", "tel:08002000"),
    ])
    func `a phone number can be called`(number: String, address: String) {
        #expect(MailLink.phone(number)?.address == address)
    }

    @Test(arguments: ["", "12", "06 12345678 (ma 9-12)", "bel Noor", "06 1234567812345678", "٠٦١٢٣٤٥٦٧٨", "06+12345"])
    func `what may dial a wrong number is no link`(number: String) {
        #expect(MailLink.phone(number) == nil)
    }
}
