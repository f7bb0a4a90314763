import Domain
import TestSupport
import Testing

@testable import Reminders

/// Mail that comes back, in the shapes in which real servers write it; all people and hosts are made up.
enum ReturnedMail {
    static let uid = "abcdefghijklmnopqrstuvwx23"

    /// Postfix's bounce(8): three parts, `X-Original-To` and `Delivered-To` by its delivery agent.
    static func postfix(
        _ uid: String = uid, action: String = "failed", status: String = "5.1.1",
        diagnostic: String = "smtp; 550 5.1.1 <sam@voorbeeld.example>: Recipient address\n    rejected: User unknown"
    ) -> String {
        """
        Return-Path: <>
        X-Original-To: no-reply+\(uid)@naast.example
        Delivered-To: no-reply+\(uid)@naast.example
        Received: by relay.example (Postfix)
        \tid 4XyZ; Mon, 30 Nov 2026 16:00:03 +0100 (CET)
        Date: Mon, 30 Nov 2026 16:00:03 +0100 (CET)
        From: MAILER-DAEMON@relay.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: no-reply+\(uid)@naast.example
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="4XyZ.1796050803/relay.example"
        Content-Transfer-Encoding: 8bit
        Message-Id: <20261130150003.4XyZ@relay.example>

        This is a MIME-encapsulated message.

        --4XyZ.1796050803/relay.example
        Content-Description: Notification
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        <sam@voorbeeld.example>: host mx.voorbeeld.example[192.0.2.7] said: no such user

        --4XyZ.1796050803/relay.example
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example
        X-Postfix-Queue-ID: 4XyZ
        X-Postfix-Sender: rfc822; no-reply+\(uid)@naast.example
        Arrival-Date: Mon, 30 Nov 2026 16:00:02 +0100 (CET)

        Final-Recipient: rfc822; sam@voorbeeld.example
        Original-Recipient: rfc822;sam@voorbeeld.example
        Action: \(action)
        Status: \(status)
        Remote-MTA: dns; mx.voorbeeld.example
        Diagnostic-Code: \(diagnostic)

        --4XyZ.1796050803/relay.example
        Content-Description: Undelivered Message
        Content-Type: message/rfc822

        From: Steunpunt <no-reply@naast.example>
        To: sam@voorbeeld.example
        Subject: Morgen

        Tot morgen.

        --4XyZ.1796050803/relay.example--

        """
    }

    /// Exchange Online's report: CRLF, HTML first, fields of its own, the words over several lines.
    static func exchange(_ uid: String = uid, status: String = "5.1.10", code: String = "550 5.1.10") -> String {
        """
        Received: from AM9.prod.example (2001:db8::1) by DB7.prod.example
         with HTTPS; Mon, 30 Nov 2026 15:00:09 +0000
        MIME-Version: 1.0
        From: <postmaster@voorbeeld.example>
        To: <No-Reply+\(uid)@naast.example>
        Date: Mon, 30 Nov 2026 15:00:09 +0000
        Content-Type: multipart/report; report-type="delivery-status";
        \tboundary="=_a1b2c3_; x=y"
        X-MS-Exchange-Message-Is-Ndr:
        Content-Language: nl-NL
        Subject: Onbestelbaar: Morgen

        --=_a1b2c3_; x=y
        Content-Type: multipart/alternative; differences=Content-Type;
        \tboundary="inner"

        --inner
        Content-Type: text/plain; charset="us-ascii"
        Content-Transfer-Encoding: quoted-printable

        Uw bericht aan sam@voorbeeld.example is niet bezorgd.

        --inner--

        --=_a1b2c3_; x=y
        Content-Type: message/delivery-status

        Reporting-MTA: dns;AM9.prod.example
        Received-From-MTA: dns;relay.example
        Arrival-Date: Mon, 30 Nov 2026 15:00:08 +0000

        Final-Recipient: rfc822;sam@voorbeeld.example
        Action: failed
        Status: \(status)
        Diagnostic-Code: smtp;\(code) RESOLVER.ADR.RecipientNotFound;
         Recipient sam@voorbeeld.example not found by SMTP address lookup


        --=_a1b2c3_; x=y
        Content-Type: message/rfc822

        Subject: Morgen

        --=_a1b2c3_; x=y--
        """.replacing("\n", with: "\r\n")
    }

    /// A report whose status part is this text.
    static func report(_ status: String, _ uid: String = uid, head: String = "") -> String {
        """
        To: no-reply+\(uid)@naast.example
        Content-Type: multipart/report; report-type=delivery-status; boundary=b
        \(head)
        --b
        Content-Type: message/delivery-status

        \(status)
        --b--

        """
    }

    static let recipient = "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n"
}

extension DeliveryReport {
    init?(_ text: String) { self.init(mail: Array(text.utf8)) }
}
