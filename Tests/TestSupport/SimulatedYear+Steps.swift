/// One tenant's year 2026, with the clock handed in: what happens, and every letter that must follow.
///
/// Easter is 5 April, summer time runs from 29 March to 25 October, Koningsdag and 5 May fall on working days.
package enum SimulatedYear {
    /// Which buddy has the match of a label.
    package static let buddies = [
        "Esdoorn": "Noor", "Wilg": "Noor", "Berk": "Sam", "Linde": "Yasmin", "Beuk": "Daan",
    ]

    private static let everybody = ["Noor", "Sam", "Yasmin", "Daan"]

    /// Who is in what only a store knows: caps, addresses, and a coordinator who is told.
    package static let busyBuddies = ["Eik": "Mila", "Iep": "Mila", "Els": "Joris"]
    package static let coordinator = "Anne"

    /// A week in which Mila has more letters than mails may go to her, and mail to Joris does not arrive.
    package static let busyWeek: [Step] = [
        Step("2026-11-11T10:00", .meeting("Eik 1", "2026-11-17T10:00")),
        Step("2026-11-11T10:05", .meeting("Iep 1", "2026-11-17T13:00")),
        Step("2026-11-11T10:10", .meeting("Eik 2", "2026-11-17T16:00")),
        Step("2026-11-11T11:00", .meeting("Els 1", "2026-11-19T14:00")),
        Step("2026-11-24T12:00", .addressCorrected(of: "Joris")),
    ]

    /// What the coordinator enters, in order of time, but for the busy week.
    package static let steps: [Step] = (winter + spring + autumn).sorted { $0.at < $1.at }

    private static let winter: [Step] = [
        // An ordinary meeting, without a look-back.
        Step("2026-01-06T10:00", .meeting("Esdoorn 1", "2026-01-20T14:00")),
        // On a Monday, with a look-back.
        Step("2026-01-08T10:00", .meeting("Berk 1", "2026-01-26T09:00")),
        Step("2026-01-26T20:00", .lookBack("Berk 1")),
        // Entered in the evening for the next afternoon.
        Step("2026-01-28T22:00", .meeting("Linde 1", "2026-01-29T15:30")),
        Step("2026-01-30T09:00", .lookBack("Linde 1")),
        // Entered in the evening for the next morning.
        Step("2026-02-09T22:00", .meeting("Wilg 1", "2026-02-10T09:00")),
        Step("2026-02-10T12:00", .lookBack("Wilg 1")),
        // Moved after before-week went.
        Step("2026-01-26T10:00", .meeting("Esdoorn 2", "2026-02-13T10:00")),
        Step("2026-02-09T11:00", .moved("Esdoorn 2", to: "2026-02-19T10:00")),
        Step("2026-02-19T20:00", .lookBack("Esdoorn 2")),
        // In the evening.
        Step("2026-02-10T10:00", .meeting("Berk 2", "2026-03-03T19:00", minutes: 60)),
        Step("2026-03-05T12:00", .lookBack("Berk 2")),
        // Moved and, four minutes later, back.
        Step("2026-02-16T10:00", .meeting("Linde 2", "2026-03-04T11:00")),
        Step("2026-02-26T10:00", .moved("Linde 2", to: "2026-03-06T11:00")),
        Step("2026-02-26T10:04", .moved("Linde 2", to: "2026-03-04T11:00")),
        Step("2026-03-04T20:00", .lookBack("Linde 2")),
        // Cancelled after the reminder went.
        Step("2026-02-23T10:00", .meeting("Esdoorn 3", "2026-03-12T14:00")),
        Step("2026-03-11T17:00", .cancelled("Esdoorn 3")),
        // Entered on Sunday for Monday.
        Step("2026-03-15T12:00", .meeting("Wilg 2", "2026-03-16T13:00")),

        Step(
            "2026-01-07T10:30", .session("intervisie 1", "2026-02-12T19:30", everybody)),
        Step("2026-01-08T12:00", .answered("intervisie 1", by: "Noor", .yes)),
        Step("2026-01-10T12:00", .answered("intervisie 1", by: "Sam", .maybe)),
        Step("2026-01-12T12:00", .answered("intervisie 1", by: "Yasmin", .no)),
    ]

    private static let spring: [Step] = [
        // The Monday after summer time began.
        Step("2026-03-09T10:00", .meeting("Berk 3", "2026-03-30T09:00")),
        Step("2026-03-30T20:00", .lookBack("Berk 3")),
        // After Easter.
        Step("2026-03-16T10:00", .meeting("Linde 3", "2026-04-07T09:30")),
        Step("2026-04-08T20:00", .lookBack("Linde 3")),
        // After Koningsdag, a Monday.
        Step("2026-04-07T10:00", .meeting("Esdoorn 4", "2026-04-28T10:00")),
        Step("2026-04-28T20:00", .lookBack("Esdoorn 4")),
        // The evening before Bevrijdingsdag.
        Step("2026-04-13T10:00", .meeting("Berk 4", "2026-05-04T17:30", minutes: 60)),
        // After Hemelvaart.
        Step("2026-04-28T10:00", .meeting("Wilg 3", "2026-05-15T09:00")),
        // After Pinksteren.
        Step("2026-05-04T10:00", .meeting("Linde 4", "2026-05-26T13:00")),
        // Moved an hour and a half before it.
        Step("2026-05-18T10:00", .meeting("Esdoorn 5", "2026-06-04T15:00")),
        Step("2026-06-04T13:30", .moved("Esdoorn 5", to: "2026-06-05T15:00")),
        Step("2026-06-05T20:00", .lookBack("Esdoorn 5")),
        // Entered when it was over.
        Step("2026-06-18T09:00", .meeting("Berk 5", "2026-06-17T10:00")),
        // Cancelled and on again.
        Step("2026-06-08T10:00", .meeting("Beuk 1", "2026-06-25T11:00")),
        Step("2026-06-22T15:00", .cancelled("Beuk 1")),
        Step("2026-06-23T12:00", .onAgain("Beuk 1")),
        Step("2026-06-25T20:00", .lookBack("Beuk 1")),
        // The match ends before the meeting.
        Step("2026-06-15T10:00", .meeting("Wilg 4", "2026-06-30T14:00")),
        Step("2026-06-26T10:00", .matchEnded(label: "Wilg")),

        Step("2026-02-02T10:00", .session("intervisie 2", "2026-04-16T19:30", everybody)),
        Step("2026-03-06T12:00", .answered("intervisie 2", by: "Noor", .yes)),
        Step("2026-03-07T12:00", .answered("intervisie 2", by: "Daan", .no)),
        Step("2026-03-30T10:00", .moved("intervisie 2", to: "2026-04-23T19:30")),
        Step("2026-04-10T12:00", .answered("intervisie 2", by: "Yasmin", .yes)),
        // Half past eight is too late for mail; and the place changes.
        Step("2026-04-01T10:00", .session("intervisie 3", "2026-06-09T20:30", everybody)),
        Step("2026-04-29T12:00", .answered("intervisie 3", by: "Noor", .yes)),
        Step("2026-04-29T12:30", .answered("intervisie 3", by: "Sam", .yes)),
        Step("2026-04-29T13:00", .answered("intervisie 3", by: "Yasmin", .no)),
        Step("2026-05-01T12:00", .answered("intervisie 3", by: "Daan", .maybe)),
        Step("2026-06-02T09:00", .placed("intervisie 3", at: "de bibliotheek")),
    ]

    private static let autumn: [Step] = [
        // Moved late in the evening, from half past eight the next morning.
        Step("2026-08-24T10:00", .meeting("Esdoorn 6", "2026-09-08T08:30")),
        Step("2026-09-07T23:00", .moved("Esdoorn 6", to: "2026-09-08T11:00")),
        Step("2026-09-08T20:00", .lookBack("Esdoorn 6")),
        // Moved in the evening, two days ahead.
        Step("2026-09-07T10:00", .meeting("Linde 5", "2026-09-24T16:00")),
        Step("2026-09-22T21:30", .moved("Linde 5", to: "2026-09-25T09:00")),
        Step("2026-09-25T20:00", .lookBack("Linde 5")),
        // The Monday after summer time ended.
        Step("2026-10-05T10:00", .meeting("Berk 6", "2026-10-26T10:00")),
        Step("2026-10-26T20:00", .lookBack("Berk 6")),
        // Moved on Saturday evening to early on Monday.
        Step("2026-10-12T10:00", .meeting("Beuk 2", "2026-11-02T14:00")),
        Step("2026-10-31T21:00", .moved("Beuk 2", to: "2026-11-02T08:30")),
        Step("2026-11-02T20:00", .lookBack("Beuk 2")),
        Step("2026-11-09T10:00", .meeting("Linde 6", "2026-12-01T14:00")),
        Step("2026-12-01T20:00", .lookBack("Linde 6")),
        // Entered on Saturday for Monday.
        Step("2026-12-05T11:00", .meeting("Esdoorn 7", "2026-12-07T15:30")),
        Step("2026-12-08T20:00", .lookBack("Esdoorn 7")),
        // On Christmas Eve.
        Step("2026-11-30T10:00", .meeting("Berk 7", "2026-12-24T18:00", minutes: 60)),
        // After Christmas.
        Step("2026-12-07T10:00", .meeting("Beuk 3", "2026-12-28T10:00")),

        Step("2026-09-01T10:00", .session("intervisie 4", "2026-10-08T19:30", everybody)),
        Step("2026-09-02T12:00", .answered("intervisie 4", by: "Noor", .yes)),
        Step("2026-09-03T12:00", .answered("intervisie 4", by: "Sam", .no)),
        Step("2026-10-08T12:00", .cancelled("intervisie 4")),
        Step("2026-10-01T10:00", .session("intervisie 5", "2026-12-10T19:30", everybody)),
        Step("2026-10-30T12:00", .answered("intervisie 5", by: "Noor", .yes)),
        Step("2026-10-30T12:30", .answered("intervisie 5", by: "Sam", .yes)),
        Step("2026-10-31T12:00", .answered("intervisie 5", by: "Yasmin", .maybe)),
    ]
}
