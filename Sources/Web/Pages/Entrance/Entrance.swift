import Storage

/// Coming in and going out.
enum Entrance {
    static let routes: [Route] = [
        .post("uitloggen", .enter) { visit in
            try visit.scope.write { try $0.endSession(visit.scope.session.uid, of: visit.member.uid) }
            return .redirect("/\(visit.slug)/inloggen", nil, .forget)
        }
    ]
}
