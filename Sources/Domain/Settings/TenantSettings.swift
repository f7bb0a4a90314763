/// All that one tenant may set for itself, typed; every value has a default, so an empty tenant works.
///
/// `Setting.all` is the table of keys by which text becomes these values and back. SWV's differ: terms and steps are
/// settings, not code (need N30).
package struct TenantSettings: Hashable, Sendable {
    package var name = ""
    /// As it was set; `sender` is what stands in a letter's From.
    package var senderName = ""
    package var coordinatorName = ""
    package var coordinatorPhone = ""
    /// Where answers go; nil until the tenant has said so.
    package var replyTo: EmailAddress?
    /// For whom the coordinator works; shown to parents as it is (N02).
    package var position = CoordinatorPosition.unsaid
    /// How the buddy programme stands to school and SWV (N20).
    package var organisation = OrganisationForm.unsaid
    /// What the tenant stands for, shown where people join (N24); empty until it said so.
    package var coreValues = ""
    package var zone = Zone.amsterdam
    /// The name of a relay in the configuration; empty for the default one.
    package var relay = ""

    /// Quiet from here, included; equal to `quietUntil` when there are no quiet hours.
    package var quietFrom = TimeOfDay(minuteOfDay: 20 * 60)
    package var quietUntil = TimeOfDay(minuteOfDay: 8 * 60)
    /// The window for moved and cancelled letters close to the meeting; equal to `nearUntil` when there is none.
    package var nearFrom = TimeOfDay(minuteOfDay: 7 * 60)
    package var nearUntil = TimeOfDay(minuteOfDay: 22 * 60 + 30)
    package var nearHours = 16
    /// No mail on Sundays and public holidays.
    package var quietDays = true
    package var saturdayTime = TimeOfDay(minuteOfDay: 10 * 60)

    package var beforeWeekWorkingDays = 5
    package var beforeWeekTime = TimeOfDay(minuteOfDay: 16 * 60)
    package var beforeWeekMinDays = 10
    package var beforeDayTime = TimeOfDay(minuteOfDay: 16 * 60)
    package var afterDelayMinutes = 90
    package var afterExpiresDays = 3
    package var nudgeWorkingDays = 3
    package var nudgeTime = TimeOfDay(minuteOfDay: 16 * 60)
    package var nudgeExpiresDays = 7
    package var settleMinutes = 5
    package var atOnceHours = 2

    package var inviteWeeks = 6
    package var inviteNudgeDays = 14
    package var intervisionBeforeTime = TimeOfDay(minuteOfDay: 16 * 60)
    /// Whether the reminder also goes to who did not answer.
    package var intervisionRemindUnanswered = false

    package var digest = true
    package var digestTime = TimeOfDay(minuteOfDay: 8 * 60 + 30)
    package var alarms = true
    package var capBuddyDay = 2
    package var capBuddyWeek = 5
    package var capParentDay = 1
    package var capParentWeek = 2
    package var groupDays = 14
    package var doubtPolicy = DoubtPolicy.resend

    package var contactWeeks = 6
    package var certificateNeeded = true
    /// Advice, no law (DOMAIN.md, "Facts"); 0 for never.
    package var certificateYears = 3
    package var trainingYears = 0

    /// The defaults.
    package init() {}
}

/// What happens to a message of which nobody knows whether it was delivered (QUEUE.md, promise 2).
package enum DoubtPolicy: String, CaseIterable, Hashable, Sendable {
    /// Sent once more with the same Message-ID: twice does less harm than never.
    case resend
    /// Held until the coordinator has decided.
    case hold
}

extension TenantSettings {
    /// The name in the From of a letter: the sender's, or else the tenant's own.
    package var sender: String { senderName.isEmpty ? name : senderName }
    /// How long a change waits before letters follow from it.
    package var settle: Span { .minutes(settleMinutes) }
    /// This close to a meeting nothing waits any more.
    package var atOnce: Span { .hours(atOnceHours) }
}
