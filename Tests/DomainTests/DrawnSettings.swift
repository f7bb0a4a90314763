import Domain

extension TenantSettings {
    /// What some tenant may have set, of all that decides when letters go; every third has the defaults.
    init(drawn seed: UInt64) {
        self.init()
        var generator = Seeded(seed &* 31)
        intervisionRemindUnanswered = Bool.random(using: &generator)
        guard seed % 3 != 0 else { return }
        func pick<Value>(_ values: [Value], or standard: Value) -> Value {
            values.randomElement(using: &generator) ?? standard
        }
        func time(_ times: [String], or standard: TimeOfDay) -> TimeOfDay {
            TimeOfDay(pick(times, or: "")) ?? standard
        }
        // Through the night, in the middle of the day, or never.
        let quiet = pick(
            [("20:00", "08:00"), ("22:00", "07:00"), ("17:30", "09:15"), ("12:00", "14:00"), ("00:00", "00:00")],
            or: ("20:00", "08:00"))
        quietFrom = TimeOfDay(quiet.0) ?? quietFrom
        quietUntil = TimeOfDay(quiet.1) ?? quietUntil
        let near = pick([("07:00", "22:30"), ("06:00", "23:30"), ("09:00", "09:00")], or: ("07:00", "22:30"))
        nearFrom = TimeOfDay(near.0) ?? nearFrom
        nearUntil = TimeOfDay(near.1) ?? nearUntil
        nearHours = pick([4, 16, 36], or: nearHours)
        quietDays = Bool.random(using: &generator)
        saturdayTime = time(["10:00", "08:00", "13:00"], or: saturdayTime)
        beforeWeekWorkingDays = pick([3, 5, 8], or: beforeWeekWorkingDays)
        beforeWeekTime = time(["16:00", "09:00", "21:00"], or: beforeWeekTime)
        beforeDayTime = time(["16:00", "08:00", "13:00", "23:00"], or: beforeDayTime)
        afterDelayMinutes = pick([0, 30, 90, 240], or: afterDelayMinutes)
        afterExpiresDays = pick([1, 3, 5], or: afterExpiresDays)
        nudgeWorkingDays = pick([1, 3], or: nudgeWorkingDays)
        nudgeTime = time(["16:00", "10:00"], or: nudgeTime)
        settleMinutes = pick([0, 5, 15], or: settleMinutes)
        atOnceHours = pick([0, 1, 2, 5], or: atOnceHours)
        inviteWeeks = pick([2, 6, 10], or: inviteWeeks)
        inviteNudgeDays = pick([3, 14], or: inviteNudgeDays)
        intervisionBeforeTime = time(["16:00", "09:30", "22:00"], or: intervisionBeforeTime)
    }

    /// What is not as by default, in one line.
    var differences: String {
        let standard = TenantSettings()
        let differing = Setting.all.map(\.key).filter { text(of: $0) != standard.text(of: $0) }
        return differing.map { "\($0)=\(text(of: $0) ?? "")" }.joined(separator: " ")
    }
}
