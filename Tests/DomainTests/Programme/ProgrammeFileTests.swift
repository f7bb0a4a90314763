import Testing

@testable import Domain

/// CONTRACT.md, "Programme import", as it stands there.
let contractExample = """
    { "buddies":      [{"ref":"b1","name":"Eerste buddy","email":"buddy1@example.org","phone":null,"state":"available"}],
      "requesters":   [{"ref":"p1","kind":"parent","name":"Ouder 1","email":null}],
      "requests":     [{"ref":"h1","requester":"p1","kind":"long-term","mode":"in-person","received":"2026-08-20"}],
      "matches":      [{"ref":"m1","buddy":"b1","requester":"p1","request":"h1","since":"2026-09-01","until":null,"label":null}],
      "meetings":     [{"ref":"g1","match":"m1","starts":"2026-12-01T14:00","minutes":45,"buddy_attends":true,"cancelled":false}],
      "intervisions": [{"ref":"i1","starts":"2026-12-10T19:30","minutes":90,"place":"online","link":"https://example.org/x","participants":["b1"]}],
      "signals":      [{"ref":"s1","theme":"niet-of-minder-naar-school","sector":"po","kind":"concern","recorded":"2026-10-03","request":"h1","note":"…"}] }
    """

private func draft(_ text: String) -> ProgrammeDraft { ProgrammeFile.parse(Array(text.utf8), zone: .amsterdam) }

private func problems(_ text: String, known: KnownRefs = KnownRefs()) -> [String] {
    do {
        _ = try draft(text).checked(against: known)
        return []
    } catch {
        return error.problems.map(\.description)
    }
}

@Suite struct ProgrammeFileTests {
    @Test func `the contract's example is read as it stands`() throws {
        let file = try draft(contractExample).checked(against: KnownRefs())
        #expect(file.count == 7)
        let buddy = try #require(file.buddies.first)
        #expect(buddy.name == .set("Eerste buddy") && buddy.phone == .clear && buddy.state == .set(.available))
        #expect(buddy.email.given?.description == "buddy1@example.org")
        let match = try #require(file.matches.first)
        #expect(match.request.given?.ref == "h1" && match.until == .clear && match.label == .clear)
        let meeting = try #require(file.meetings.first)
        #expect(meeting.starts.given?.description == "2026-12-01T14:00" && meeting.minutes == .set(45))
        let session = try #require(file.intervisions.first)
        #expect(session.participants.given?.map(\.path) == ["intervisions[0].participants[0]"])
        #expect(session.cancelled == .keep)
        let signal = try #require(file.signals.first)
        #expect(signal.theme == .set(.lessAtSchool) && signal.sector == .set(.po) && signal.kind == .set(.concern))
    }

    @Test func `every problem of a bad file comes out at once, with its path`() {
        let found = problems(
            """
            {"buddys": [], "buddies": [
                {"ref":"b1","name":"A","state":"avaliable","email":"no mail","phone":"bel mij"},
                {"ref":"b1","name":null,"state":"paused","nmae":"x"},
                {"name":"C","state":"paused"}, {"ref":"b4","email":null}, 5, {"ref":" b6 ","name":"","state":1}],
             "matches": [{"ref":"m1","buddy":"b9","requester":"p1","since":"2026-02-30","until":"02-03-2026"},
                {"ref":"m2","buddy":"b1","requester":"p1","since":"2026-03-01","until":"2026-02-01","label":"<b>"}],
             "meetings": [{"ref":"g1","match":"m1","starts":"2026-03-29T02:30","minutes":0},
                {"ref":"g2","match":"m1","starts":"2026-12-01 14:00","minutes":45.5,"buddy_attends":1,"cancelled":"no"},
                {"ref":"g3","match":"m1","starts":"0206-12-01T14:00","minutes":45}],
             "intervisions": [{"ref":"i1","starts":"2026-12-10T19:30","minutes":90,"link":"javascript:alert(1)",
                "participants":["b1","b1","b7",3]}],
             "signals": [{"ref":"s1","theme":"geen plek","sector":"vso","kind":"zorg","recorded":"2026-10-03","request":"h1"}]}
            """)
        #expect(
            found == [
                "buddys: no such key; did you mean \"buddies\"?",
                "buddies[0].email: is not an e-mail address such as buddy1@example.org",
                "buddies[0].phone: is not a phone number: digits, spaces, +, - and brackets, such as 06-12345678",
                "buddies[0].state: is none of applied, interview, training, available, matched, paused, stopped"
                    + "; did you mean \"available\"?",
                "buddies[1].nmae: no such key; did you mean \"name\"?",
                "buddies[1].name: cannot be null; leave the key out to keep what is known",
                "buddies[1].ref: is the ref of buddies[0] too; each stands once in its list",
                "buddies[2]: needs a \"ref\", your own name for this buddy",
                "buddies[3]: a new buddy needs \"name\"",
                "buddies[3]: a new buddy needs \"state\"",
                "buddies[4]: an object in braces is expected, not a number",
                "buddies[5].ref: begins or ends with a space; a ref is written the same everywhere",
                "buddies[5].name: is empty; write null when there is nothing",
                "buddies[5].state: a text in quotes is expected, not a number",
                "matches[0].since: is not a date such as 2026-12-01",
                "matches[0].until: is not a date such as 2026-12-01",
                "matches[0].buddy: there is no buddy with this ref, in this file or before",
                "matches[0].requester: there is no requester with this ref, in this file or before",
                "matches[1].label: is not a label: a word such as Esdoorn, of letters, digits, spaces and hyphens",
                "matches[1].until: lies before since",
                "matches[1].requester: there is no requester with this ref, in this file or before",
                "meetings[0].starts: does not exist: the clock skips this hour when summer time begins",
                "meetings[0].minutes: a whole number from 5 to 1440 is expected, not 0",
                "meetings[1].starts: is not a local time such as 2026-12-01T14:00 (no seconds, no zone)",
                "meetings[1].minutes: a whole number from 5 to 1440 is expected, not 45.5",
                "meetings[1].buddy_attends: true or false is expected, not a number",
                "meetings[1].cancelled: true or false is expected, not a text",
                "meetings[2].starts: lies outside the years 2000 to 2099",
                "intervisions[0].link: is not a web address such as https://example.org/x",
                "intervisions[0].participants[1]: stands in this list already",
                "intervisions[0].participants[3]: a text in quotes is expected, not a number",
                "intervisions[0].participants[2]: there is no buddy with this ref, in this file or before",
                "signals[0].theme: is none of " + SignalTheme.allCases.map(\.rawValue).joined(separator: ", ")
                    + "; did you mean \"geen-plek\"?",
                "signals[0].sector: is none of po, vo, (v)so, anders; did you mean \"(v)so\"?",
                "signals[0].kind: is none of concern, good-example",
                "signals[0].request: there is no request with this ref, in this file or before",
            ])
    }

    @Test func `problems come in the order of the file, and what refers to a wrong record is not wrong for that`() {
        #expect(
            problems(
                """
                {"meetings": [{"ref":"g1","match":"m1","starts":"x","minutes":45}],
                 "matches": [{"ref":"m1","buddy":" b1","requester":"p1","since":"2026-09-01"}],
                 "buddies": [{"ref":"b2","name":"A"},{"ref":" b1","name":"B","state":"matched"}],
                 "requesters": [{"ref":"p1 ","kind":"parent","name":"C"}]}
                """) == [
                    "meetings[0].starts: is not a local time such as 2026-12-01T14:00 (no seconds, no zone)",
                    "matches[0].buddy: begins or ends with a space; a ref is written the same everywhere",
                    "buddies[0]: a new buddy needs \"state\"",
                    "buddies[1].ref: begins or ends with a space; a ref is written the same everywhere",
                    "requesters[0].ref: begins or ends with a space; a ref is written the same everywhere",
                ])
    }

    @Test func `what the store knows may be left out and referred to`() throws {
        var known = KnownRefs([.buddy: ["b1"], .match: ["m1"]])
        let text =
            #"{"meetings":[{"ref":"g1","match":"m1","starts":"2026-12-01T14:00","minutes":45}],"buddies":[{"ref":"b1"}]}"#
        #expect(problems(text, known: known) == [])
        #expect(problems(text).count == 3)
        known.insert("g1", .meeting)
        let file = try draft(#"{"meetings":[{"ref":"g1","cancelled":true}]}"#).checked(against: known)
        #expect(file.meetings.first?.starts == .keep && file.meetings.first?.cancelled == .set(true))
        // A ref names something only among its own kind.
        #expect(
            problems(
                #"{"intervisions":[{"ref":"i1","starts":"2026-12-01T14:00","minutes":45,"participants":["m1"]}]}"#,
                known: known
            ).count == 1)
    }

    @Test(arguments: [
        ("", "line 1, column 1: the text ends where a value is expected"),
        ("[]", "an object in braces is expected, not a list"),
        ("{\"buddies\":\n  {\"ref\": }}", "line 2, column 11: a value is expected"),
        ("{\"buddies\": {}}", "buddies: a list is expected, not an object"),
        ("{\"buddies\": [], \"buddies\": []}", "buddies: stands here more than once; keep one"),
        (
            "{\"buddies\": [{\"ref\": \"b\", \"ref\": \"c\", \"name\": \"A\", \"state\": \"paused\"}]}",
            "buddies[0].ref: stands here more than once; keep one"
        ),
        ("{} // comment", "line 1, column 4: nothing may follow the closing bracket"),
    ])
    func `a file of the wrong shape says where`(text: String, problem: String) {
        #expect(problems(text) == [problem])
    }

    @Test func `an empty file changes nothing`() {
        #expect(problems("{}") == [] && problems(#"{"buddies":null,"meetings":[]}"#) == [])
    }

    @Test func `a file has at most 5,000 records and 16 MiB`() {
        let record = #"{"ref":"R","kind":"parent","name":"Ouder"}"#
        let many = { (count: Int) in
            let records = (0..<count).map { record.replacing("R", with: "p\($0)") }.joined(separator: ",")
            return "{\"requesters\":[\(records)]}"
        }
        #expect(problems(many(5_000)) == [])
        #expect(problems(many(5_001)) == ["5001 records; at most 5000 fit in one file: split it"])
        let spaces = [UInt8](repeating: 0x20, count: 16 << 20)
        #expect(ProgrammeFile.parse(spaces + Array("{}".utf8), zone: .amsterdam).problems.count == 1)
        #expect(ProgrammeFile.parse(spaces.dropLast(2) + Array("{}".utf8), zone: .amsterdam).problems.isEmpty)
    }

    @Test(arguments: [
        "a\\nb", "a\\u0000", "\\u202Eabc", "a\\u2028b", String(repeating: "x", count: 101), " \\t ", "a\\u001B[2J",
    ])
    func `a name is one plain line`(name: String) {
        #expect(problems(#"{"requesters":[{"ref":"p","kind":"parent","name":""# + name + #""}]}"#).count == 1)
    }

    @Test func `a name keeps its letters and loses the spaces around it; a note keeps its lines`() throws {
        let file = try draft(
            #"{"requesters":[{"ref":"p","kind":"youth","name":"  Zoë d'Ávila-Østergård 😀 "}],"#
                + #""signals":[{"ref":"s","theme":"druk","sector":"(v)so","kind":"good-example","recorded":"2026-01-01","note":"a\nb\t"}]}"#
        ).checked(against: KnownRefs())
        #expect(file.requesters.first?.name == .set("Zoë d'Ávila-Østergård 😀"))
        #expect(file.signals.first?.note == .set("a\nb"))
    }

    @Test(arguments: [
        ("https://example.org/x", true), ("HTTP://example.org", true),
        ("https://vergadering.example/j/1?pwd=a%20b#x", true),
        ("ftp://example.org", false), ("https://", false), ("example.org", false), ("https://a b", false),
        ("https://jan:geheim@example.org", false), ("https://example.org/\"><script>", false),
        ("https://example.org/" + String(repeating: "x", count: 500), false),
    ])
    func `a link is a web address`(link: String, fits: Bool) {
        let escaped = link.replacing("\"", with: "\\\"")
        let text =
            #"{"intervisions":[{"ref":"i","starts":"2026-10-25T02:30","minutes":90,"link":""# + escaped + #""}]}"#
        #expect(problems(text).isEmpty == fits)
    }
}
