extension Setting {
    /// How this tenant goes along with its buddies.
    static let buddies: [Setting] = [
        .number(
            "contact_weeks", \.contactWeeks, 1...26,
            "the coordinator speaks at least this often, in weeks, with a buddy who waits for a match"),
        .onOff("certificate_needed", \.certificateNeeded, "a buddy becomes available only after the VOG was seen"),
        .number(
            "certificate_years", \.certificateYears, 0...10,
            "a new VOG is advised this many years after the last one was seen; 0: never"),
        .number(
            "training_years", \.trainingYears, 0...10,
            "new training is advised this many years after the last; 0: never"),
    ]
}
