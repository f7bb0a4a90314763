import Domain
import Storage

/// **Netwerk**: schools and organisations, what was said with them, and what made the programme known (N05, N13, N14).
enum Network {
    static let routes: [Route] = [
        .get("netwerk", .keepNetwork) { visit in .page(try NetworkList.page(visit)) },
        .get("netwerk/nieuw", .keepNetwork) { visit in .page(NetworkForm.page(visit, Fields(), over: nil)) },
        .post("netwerk", .keepNetwork) { visit in
            var fields = visit.fields
            guard let draft = NetworkForm.read(&fields) else {
                return .page(NetworkForm.page(visit, fields, over: nil))
            }
            let uid = try visit.scope.write { try $0.addNetworkContact(draft) }
            return .redirect("/\(visit.slug)/netwerk/\(uid)", .added)
        },
        .get("netwerk/bekendheid", .keepNetwork) { visit in .page(try OutreachPage.page(visit, nil)) },
        .post("netwerk/bekendheid", .keepNetwork) { visit in try OutreachPage.add(visit) },
        .get("netwerk/flyer", .keepNetwork) { visit in .page(try Flyer.page(visit)) },
        .get("netwerk/{uid}", .keepNetwork) { visit in .page(try NetworkPage.page(visit, nil)) },
        .post("netwerk/{uid}/logboek", .keepNetwork) { visit in try NetworkPage.addLine(visit) },
        .get("netwerk/{uid}/wijzigen", .keepNetwork) { visit in
            let contact = try NetworkPage.known(visit)
            return .page(NetworkForm.page(visit, NetworkForm.fields(contact), over: contact.uid))
        },
        .post("netwerk/{uid}/wijzigen", .keepNetwork) { visit in
            let uid = try visit.uid()
            var fields = visit.fields
            guard let draft = NetworkForm.read(&fields) else {
                return .page(NetworkForm.page(visit, fields, over: uid))
            }
            try visit.scope.write { try $0.changeNetworkContact(uid, version: visit.fields.version, to: draft) }
            return .redirect("/\(visit.slug)/netwerk/\(uid)", .saved)
        },
        .post("netwerk/{uid}/verwijderen", .keepNetwork) { visit in
            let uid = try visit.uid()
            try visit.scope.write { try $0.removeNetworkContact(uid, version: visit.fields.version) }
            return .redirect("/\(visit.slug)/netwerk", .removed)
        },
        .post("netwerk/regel/{uid}/verwijderen", .keepNetwork) { visit in
            let uid = try visit.uid()
            let contact = try visit.scope.write { try $0.removeNetworkLine(uid) }
            return .redirect(
                contact.map { "/\(visit.slug)/netwerk/\($0)" } ?? "/\(visit.slug)/netwerk/bekendheid", .removed)
        },
    ]
}
