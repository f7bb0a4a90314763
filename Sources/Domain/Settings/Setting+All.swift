extension Setting {
    /// Every key there is, in the order in which `naast tenant settings` shows them.
    package static let all: [Setting] = who + quiet + meetings + intervision + limits + buddies

    private static let who: [Setting] = [
        .text("name", \.name, 1...100, "the tenant's name, as people read it"),
        .text("sender_name", \.senderName, 0...100, "the name in From of a letter; empty: the tenant's name"),
        .text("coordinator_name", \.coordinatorName, 0...100, "who signs the letters"),
        .phone("coordinator_phone", \.coordinatorPhone, "the number under every letter"),
        .email("reply_to", \.replyTo, "where answers to letters go"),
        .choice("position", \.position, "for whom the coordinator works; parents read it"),
        .choice("organisation", \.organisation, "how the buddy programme stands to school and SWV"),
        .text("core_values", \.coreValues, 0...300, "what the tenant stands for, shown where people join"),
        .zone("zone", \.zone, "the time zone of all its meetings and letters"),
        .relay("relay", \.relay, "which relay of the configuration sends its mail; empty: the default relay"),
    ]

    private static let quiet: [Setting] = [
        .time("quiet_from", \.quietFrom, "no ordinary letter from this time on; equal to quiet_until: no quiet hours"),
        .time("quiet_until", \.quietUntil, "ordinary letters again from this time on"),
        .time("near_from", \.nearFrom, "moved and cancelled letters close to the meeting may go from this time on"),
        .time("near_until", \.nearUntil, "and until this time; equal to near_from: no wider window"),
        .number("near_hours", \.nearHours, 0...72, "how many hours before the meeting counts as close to it"),
        .onOff("quiet_days", \.quietDays, "no ordinary letters on Sundays and Dutch public holidays"),
        .time("saturday_time", \.saturdayTime, "when a letter goes that moved from a quiet day to a Saturday"),
    ]

    private static let meetings: [Setting] = [
        .number(
            "before_week_working_days", \.beforeWeekWorkingDays, 1...15,
            "before-week goes this many working days before the meeting"),
        .time("before_week_time", \.beforeWeekTime, "at this time"),
        .number(
            "before_week_min_days", \.beforeWeekMinDays, 0...60,
            "and only if the meeting was planned this many days ahead or more"),
        .time("before_day_time", \.beforeDayTime, "before-day goes the day before the meeting at this time"),
        .number(
            "after_delay_minutes", \.afterDelayMinutes, 0...1_440,
            "after goes this many minutes after the meeting's end"),
        .number("after_expires_days", \.afterExpiresDays, 1...14, "after is of no use this many days after the end"),
        .number(
            "nudge_working_days", \.nudgeWorkingDays, 1...15,
            "nudge goes this many working days after the meeting, while there is no look-back"),
        .time("nudge_time", \.nudgeTime, "at this time; the intervision nudge too"),
        .number("nudge_expires_days", \.nudgeExpiresDays, 1...30, "nudge is of no use this many days after the end"),
        .number("settle_minutes", \.settleMinutes, 0...60, "a change waits this long before letters follow from it"),
        .number(
            "at_once_hours", \.atOnceHours, 0...24,
            "a letter that would otherwise go later than this many hours before the meeting goes at once"),
    ]

    private static let intervision: [Setting] = [
        .number("invite_weeks", \.inviteWeeks, 1...26, "an intervision invitation goes at most this many weeks ahead"),
        .number(
            "invite_nudge_days", \.inviteNudgeDays, 1...60,
            "who did not answer is asked once more this many days before the session"),
        .time("intervision_before_time", \.intervisionBeforeTime, "the reminder goes the day before at this time"),
        .onOff(
            "intervision_remind_unanswered", \.intervisionRemindUnanswered,
            "the reminder also goes to who did not answer"),
    ]

    private static let limits: [Setting] = [
        .onOff("digest", \.digest, "coordinators get a mail on Monday when something needs attention"),
        .time("digest_time", \.digestTime, "at this time"),
        .onOff("alarms", \.alarms, "and one at once when a letter about a coming meeting did not go"),
        .number("cap_buddy_day", \.capBuddyDay, 1...20, "at most this many letters a day to a buddy"),
        .number("cap_buddy_week", \.capBuddyWeek, 1...50, "and a week"),
        .number(
            "cap_parent_day", \.capParentDay, 1...20,
            "at most this many letters a day to a parent; nothing uses it yet: no letter goes to parents"),
        .number(
            "cap_parent_week", \.capParentWeek, 1...50, "and a week; nothing uses it yet: no letter goes to parents"),
        .number("group_days", \.groupDays, 1...60, "a letter to a group is of no use so many days after it was sent"),
        .choice(
            "doubt_policy", \.doubtPolicy,
            "a letter that may or may not have arrived: resend it once, or hold it for the coordinator"),
    ]
}
