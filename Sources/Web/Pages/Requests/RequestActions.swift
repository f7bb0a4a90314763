import Domain
import Storage

/// The buttons of a request: ask, answer, withdraw, done, close, open again.
enum RequestActions {
    static let routes: [Route] = [
        .post("aanvragen-overzicht/{uid}/vragen", .changeRequests) { visit in
            let request = try visit.uid()
            guard let buddy = Uid(visit.fields["buddy"]) else { throw Refusal.badRequest }
            try visit.scope.write { _ = try $0.propose(buddy, for: request, visit.fields.version) }
            return back(visit, request, .asked)
        },
        .post("aanvragen-overzicht/{uid}/antwoord", .changeRequests) { visit in
            let request = try visit.uid()
            guard let proposal = Uid(visit.fields["voorstel"]),
                let side = ["buddy": EvaluationSide.buddy, "ouder": .requester][visit.fields["wie"]],
                let yes = ["ja": true, "nee": false][visit.fields["antwoord"]]
            else { throw Refusal.badRequest }
            try visit.scope.write {
                try $0.answer(proposal, of: request, visit.fields.version, by: side, yes: yes)
            }
            return back(visit, request, .saved)
        },
        .post("aanvragen-overzicht/{uid}/intrekken", .changeRequests) { visit in
            let request = try visit.uid()
            guard let proposal = Uid(visit.fields["voorstel"]) else { throw Refusal.badRequest }
            try visit.scope.write { try $0.withdraw(proposal, of: request, visit.fields.version) }
            return back(visit, request, .withdrawn)
        },
        .post("aanvragen-overzicht/{uid}/gegeven", .changeRequests) { visit in
            let request = try visit.uid()
            try visit.scope.write { try $0.finishRequest(request, visit.fields.version, as: .given) }
            return back(visit, request, .given)
        },
        .post("aanvragen-overzicht/{uid}/sluiten", .changeRequests) { visit in
            let request = try visit.uid()
            try visit.scope.write { try $0.finishRequest(request, visit.fields.version, as: .closed) }
            return back(visit, request, .closed)
        },
        .post("aanvragen-overzicht/{uid}/heropenen", .changeRequests) { visit in
            let request = try visit.uid()
            try visit.scope.write { try $0.reopenRequest(request, visit.fields.version) }
            return back(visit, request, .reopened)
        },
    ]

    private static func back(_ visit: Visit, _ request: Uid, _ notice: Notice) -> Answer {
        .redirect("/\(visit.slug)/aanvragen-overzicht/\(request)", notice)
    }
}
