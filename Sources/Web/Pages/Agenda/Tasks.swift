import Domain
import Storage

/// What was agreed, with who does it and when (N25).
enum TaskList {
    static func section(_ tasks: [ProgrammeTask], _ visit: Visit, _ today: LocalDate) -> HTML {
        guard !tasks.isEmpty else { return "" }
        let lines = tasks.map { task -> HTML in
            let label = task.label.map { "\($0) · " } ?? ""
            let done: HTML =
                visit.member.role.may(.changeMeetings)
                ? visit.action("Gedaan", "/\(visit.slug)/agenda/taak/\(task.uid)/gedaan", isFirst: false) : ""
            let title: HTML =
                task.meeting.map { "<a href=\"\("/\(visit.slug)/agenda/gesprek/\($0)" as Path)\">\(task.text)</a>" }
                ?? "\(task.text)"
            return Part.line(
                title, "\(label)\(task.owner.title) · \(due(task.due, today))",
                task.due < today ? .harm : task.due == today ? .needsYou : .calm, remedy: done)
        }
        return Part.section("Te doen uit gesprekken", Part.lines(lines))
    }

    /// `dinsdag 1 december, morgen`, or that it is late.
    static func due(_ day: LocalDate, _ today: LocalDate) -> String {
        let words = Dutch.day(day, seenFrom: today)
        return day < today
            ? "te laat: dat was \(words)" : "\(words) (\(Dutch.distance(to: day, from: today)))"
    }
}

/// Ticking a task, from the agenda and from its meeting.
enum TaskActions {
    static let routes: [Route] = [
        .post("agenda/taak/{uid}/gedaan", .changeMeetings) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.tick(uid, isDone: true) }
            return .redirect(back(visit), .saved)
        },
        .post("agenda/taak/{uid}/open", .changeMeetings) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.tick(uid, isDone: false) }
            return .redirect(back(visit), .saved)
        },
        .post("agenda/taak/{uid}/weg", .changeMeetings) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.removeTask(uid) }
            return .redirect(back(visit), .removed)
        },
        .post("agenda/gesprek/{uid}/taak", .changeMeetings) { visit in try add(visit) },
    ]

    // To the meeting that the form came from, never to an address that it says.
    private static func back(_ visit: Visit) -> Path {
        Uid(visit.fields["gesprek"]).map { "/\(visit.slug)/agenda/gesprek/\($0)" } ?? "/\(visit.slug)/agenda"
    }

    private static func add(_ visit: Visit) throws -> Answer {
        let meeting = try visit.uid()
        var fields = visit.fields
        let text = fields.line("taak", missing: "Schrijf op wat er moet gebeuren.", limit: 200)
        let owner: TaskOwner? = fields.choice("wie", missing: "Kies wie het doet.")
        let due = fields.date("voor", missing: "Kies voor wanneer.")
        guard fields.isSound, let text, let owner, let due else {
            return .page(try MeetingPage.page(visit, meeting, taskFields: fields))
        }
        try visit.scope.write { try $0.addTask(text, owner: owner, due: due, meeting: meeting) }
        return .redirect("/\(visit.slug)/agenda/gesprek/\(meeting)", .added)
    }
}
