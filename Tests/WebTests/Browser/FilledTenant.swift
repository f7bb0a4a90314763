import Domain
import TestSupport

/// A tenant with something on every page, and with names and texts that would do harm if they were markup.
enum FilledTenant {
    static func site(isSecure: Bool = false) throws -> TestSite {
        let test = try TestSite(isSecure: isSecure)
        try test.house.importing(programme)
        return test
    }

    private static let hostile = "<script>alert(1)</script> & \\\"Jan\\\" <b>vet's"

    private static let programme = """
        { "buddies": [
            {"ref":"b1","name":"\(hostile)","email":"buddy1@example.org","phone":"06 00 00 00 11","state":"matched"},
            {"ref":"b2","name":"Samira Toets","email":"buddy2@example.org","phone":null,"state":"available"},
            {"ref":"b3","name":"Kees Toets","email":null,"phone":"06 00 00 00 13","state":"training"},
            {"ref":"b4","name":"Ans Toets","email":"buddy4@example.org","phone":null,"state":"applied"},
            {"ref":"b5","name":"Wim Toets","email":"buddy5@example.org","phone":null,"state":"paused"}],
          "requesters": [
            {"ref":"p1","kind":"parent","name":"Ouder \(hostile)","email":null},
            {"ref":"p2","kind":"carer","name":"Verzorger Toets","email":"ouder2@example.org"}],
          "requests": [
            {"ref":"h1","requester":"p1","kind":"long-term","mode":"in-person","received":"2026-08-20"},
            {"ref":"h2","requester":"p2","kind":"one-off","mode":"online","received":"2026-11-20"}],
          "matches": [{"ref":"m1","buddy":"b1","requester":"p1","request":"h1","since":"2026-09-01","until":null,"label":"Esdoorn"}],
          "meetings": [
            {"ref":"g1","match":"m1","starts":"2026-12-01T14:00","minutes":45,"buddy_attends":true,"cancelled":false},
            {"ref":"g2","match":"m1","starts":"2026-11-23T10:00","minutes":45,"buddy_attends":true,"cancelled":false}],
          "intervisions": [
            {"ref":"i1","starts":"2026-12-10T19:30","minutes":90,"place":"\(hostile)","link":"https://example.org/x","participants":["b1","b2"]}],
          "signals": [
            {"ref":"s1","theme":"niet-of-minder-naar-school","sector":"po","kind":"concern","recorded":"2026-10-03","request":"h1","note":"\(hostile)"},
            {"ref":"s2","theme":"overstap","sector":"vo","kind":"good-example","recorded":"2026-11-03","request":null,"note":null}] }
        """
}
