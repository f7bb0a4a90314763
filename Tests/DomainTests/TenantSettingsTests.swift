import Domain
import Testing

struct TenantSettingsTests {
    @Test func `an empty tenant has the defaults of the letters' table`() throws {
        let settings = try TenantSettings(stored: [:])
        #expect(settings == TenantSettings())
        #expect(settings.quietFrom == TimeOfDay("20:00"))
        #expect(settings.stored.isEmpty)
        #expect(settings.text(of: "before_week_working_days") == "5")
        #expect(settings.text(of: "zone") == "Europe/Amsterdam")
    }

    @Test func `the keys are the ones that were agreed`() {
        let keys = """
            name sender_name coordinator_name coordinator_phone reply_to position \
            organisation core_values zone relay quiet_from quiet_until near_from \
            near_until near_hours quiet_days saturday_time before_week_working_days before_week_time \
            before_week_min_days before_day_time after_delay_minutes after_expires_days nudge_working_days nudge_time \
            nudge_expires_days settle_minutes at_once_hours invite_weeks invite_nudge_days intervision_before_time \
            intervision_remind_unanswered digest digest_time alarms \
            cap_buddy_day cap_buddy_week cap_parent_day cap_parent_week group_days doubt_policy contact_weeks certificate_needed \
            certificate_years training_years
            """
        #expect(Setting.all.map(\.key) == keys.split(separator: " ").map(String.init))
        #expect(Setting.all.allSatisfy { !$0.meaning.isEmpty && !$0.meaning.contains("\n") })
    }

    @Test(arguments: Setting.all.filter { $0.key != "name" }.map(\.key))
    func `a default can be read back`(key: String) throws {
        let setting = try #require(Setting.named(key))
        var settings = TenantSettings()
        try settings.set(key, to: setting.defaultText)
        #expect(settings == TenantSettings())
    }

    @Test func `what is stored reads back the same`() throws {
        var settings = TenantSettings()
        try settings.set([
            "name": "Steunpunt Duinrand", "coordinator_phone": "06 - 1234 5678", "reply_to": "info@example.org",
            "quiet_from": "00:00", "quiet_until": "00:00", "quiet_days": "off", "doubt_policy": "hold",
            "relay": "duinrand-2", "zone": "America/Curacao", "cap_parent_week": "50", "near_hours": "0",
        ])
        #expect(settings.stored.count == 11)
        #expect(try TenantSettings(stored: settings.stored) == settings)
    }

    @Test(arguments: [
        ("quiet_from", "24:00"), ("quiet_from", "8:00"), ("quiet_from", ""), ("near_hours", "-1"),
        ("near_hours", "73"), ("near_hours", "1.5"), ("near_hours", "99999999999999999999"), ("quiet_days", "yes"),
        ("quiet_days", "On"), ("zone", "Europe/Amsterdan"), ("zone", ""), ("reply_to", "info"),
        ("reply_to", "a@example.org\r\nBcc: b@example.org"), ("name", ""), ("name", " Duinrand"),
        ("name", "Duin\nrand"), ("name", "Duin\u{202E}rand"), ("coordinator_phone", "bel mij"),
        ("coordinator_phone", "+ - ()"), ("relay", "Relay 1"), ("doubt_policy", "drop"), ("invite_weeks", "0"),
        ("before_week_working_days", "0"), ("cap_buddy_day", "0"), ("settle_minutes", "61"),
        ("name", String(repeating: "x", count: 101)),
    ])
    func `a value that is not allowed is refused with what is`(key: String, text: String) throws {
        var settings = TenantSettings()
        let allowed = try #require(Setting.named(key)).type.allowed
        #expect(throws: SettingFault.notAllowed(key: key, allowed: allowed)) { try settings.set(key, to: text) }
        #expect(settings == TenantSettings())
    }

    @Test func `an error says what is allowed`() {
        var settings = TenantSettings()
        let fault = #expect(throws: SettingFault.self) { try settings.set("near_hours", to: "100") }
        #expect(fault?.description == "near_hours: must be a whole number from 0 to 72.")
    }

    @Test(arguments: [
        ("quiet_form", "quiet_from"), ("quietfrom", "quiet_from"), ("reply-to", "reply_to"), ("nme", "name"),
        ("cap_budy_week", "cap_buddy_week"), ("Zone", "zone"), ("colour", nil), ("x", nil), ("", nil),
    ])
    func `an unknown key is answered with the nearest one`(typed: String, nearest: String?) {
        var settings = TenantSettings()
        #expect(throws: SettingFault.unknownKey(typed, nearest: nearest)) { try settings.set(typed, to: "1") }
    }

    @Test func `several keys are set together or not at all, with every fault`() {
        var settings = TenantSettings()
        let faults = #expect(throws: SettingFaults.self) {
            try settings.set(["near_hours": "x", "name": "Duinrand", "nam": "y"])
        }
        #expect(
            faults?.description
                == "nam: no such setting. Did you mean name?\nnear_hours: must be a whole number from 0 to 72.")
        #expect(settings == TenantSettings())
    }

    @Test func `a key is shown without what could harm a terminal`() {
        let fault = SettingFault.unknownKey("a\u{1B}[2J\(String(repeating: "x", count: 500))", nearest: nil)
        #expect(!fault.description.contains("\u{1B}"))
        #expect(fault.description.count < 140)
    }

    @Test func `the sender's name falls back on the tenant's`() throws {
        var settings = TenantSettings()
        try settings.set("name", to: "Duinrand")
        #expect(settings.sender == "Duinrand")
        try settings.set("sender_name", to: "Buddy's Duinrand")
        #expect(settings.sender == "Buddy's Duinrand")
    }

    @Test func `an answering address with other letters is refused, and one that was stored is read`() throws {
        var settings = TenantSettings()
        #expect(throws: SettingFault.self) { try settings.set("reply_to", to: "jörg@school.example") }
        #expect(throws: SettingFaults.self) { try settings.set(["reply_to": "jörg@school.example"]) }
        try settings.set("reply_to", to: "jorg@bücher.example")
        let stored = try TenantSettings(stored: ["reply_to": "jörg@school.example"])
        #expect(stored.replyTo?.description == "jörg@school.example")
    }
}
