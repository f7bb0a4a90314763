import Domain
import Storage

/// **Berichten**: the queue in a person's words, letters to a group, texts for a newsletter.
enum Mail {
    static let routes: [Route] =
        [
            .get("berichten", .seeMail) { visit in .page(try MailList.page(visit)) },
            .get("berichten/teksten", .seeMail) { visit in .page(try NewsTexts.page(visit)) },
            .post("berichten/hervatten", .sendMail) { visit in
                try visit.scope.write { writer in
                    try writer.resumeSending()
                    try writer.log(.changed, .message, nil, ["versturen hervat"])
                }
                return .redirect("/\(visit.slug)/berichten", .sendingAgain)
            },
            .get("berichten/proef", .sendMail) { visit in .page(try ProofPage.page(visit)) },
            .post("berichten/proef", .sendMail) { visit in try ProofPage.send(visit) },
            .get("berichten/{uid}", .seeMail) { visit in .page(try MessagePage.page(visit)) },
            .post("berichten/{uid}/opnieuw", .sendMail) { visit in
                try MessagePage.act(visit, .sent, ["opnieuw verstuurd"]) { try $0.retry($1) }
            },
            .post("berichten/{uid}/vrijgeven", .sendMail) { visit in
                try MessagePage.act(visit, .sent, ["vrijgegeven"]) { try $0.releaseHold($1) }
            },
            .post("berichten/{uid}/afzeggen", .sendMail) { visit in
                try MessagePage.act(visit, .notSent, ["afgezegd"]) { try $0.cancel($1) }
            },
        ] + GroupPages.routes
}
