/// What a person filled in and sent: the fields in their order, and the files.
package struct Form: Equatable, Sendable {
    /// Line breaks in a value are `\n`, whatever the browser sent; no other control character but tabs is in it.
    package internal(set) var fields: [Field]
    package internal(set) var files: [File]

    package struct Field: Equatable, Sendable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A chosen file.
    package struct File: Equatable, Sendable {
        /// The field's name.
        package let name: String
        /// What the browser calls the file, without folders: to show, never to open.
        package let fileName: String
        /// The media type that the browser guessed, in lower case; empty when it did not.
        package let type: String
        package let bytes: [UInt8]
    }

    package struct Limits: Sendable {
        /// Fields and files together; more is 413.
        package var parts = 1_000
        /// Bytes of a field's name.
        package var name = 200
        /// Bytes of one value, decoded; more is 413.
        ///
        /// A list of names that somebody pastes is a value too.
        package var value = 262_144
        /// Files; more is 413.
        package var files = 4
        /// Bytes of one file; more is 413.
        package var file = 8_388_608

        package init() {}
    }

    package init(fields: [Field] = [], files: [File] = []) {
        self.fields = fields
        self.files = files
    }

    /// The first value of that name.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// All values of that name: the ticked boxes of a list.
    package func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The first file of that name; nil when none was chosen.
    package func file(_ name: String) -> File? { files.first { $0.name == name } }
}

extension Request {
    /// The body as a form, `application/x-www-form-urlencoded` or `multipart/form-data`.
    ///
    /// An empty body is an empty form. Throws 415 for another type, 400 for what is not well-formed, 413 past a limit.
    package func form(limits: Form.Limits = Form.Limits()) throws(Rejection) -> Form {
        if body.isEmpty { return Form() }
        let types = headers.values("content-type")
        guard types.count == 1, let type = MediaType(types[0]) else { throw Rejection(415, "a form without its type") }
        if let charset = type.parameters["charset"] {
            guard charset.isSameToken(as: "utf-8") else { throw Rejection(415, "a form that is not in UTF-8") }
        }
        var reader = FormReader(limits: limits)
        switch type.essence {
        case "application/x-www-form-urlencoded": try reader.readURLEncoded(body)
        case "multipart/form-data": try reader.readMultipart(body, boundary: type.parameters["boundary"])
        default: throw Rejection(415, "a form of an unknown type")
        }
        return reader.form
    }
}

/// A form as far as it has been read, within its limits.
struct FormReader {
    let limits: Form.Limits
    private(set) var form = Form()

    init(limits: Form.Limits) {
        self.limits = limits
    }

    mutating func add(name: String, value bytes: [UInt8]) throws(Rejection) {
        guard bytes.count <= limits.value else { throw Rejection(413, "a value in the form is too long") }
        try count(name)
        form.fields.append(Form.Field(name: name, value: try Self.text(bytes)))
    }

    mutating func add(_ file: Form.File) throws(Rejection) {
        guard file.bytes.count <= limits.file else { throw Rejection(413, "a file in the form is too large") }
        guard form.files.count < limits.files else { throw Rejection(413, "too many files in the form") }
        try count(file.name)
        form.files.append(file)
    }

    private func count(_ name: String) throws(Rejection) {
        guard form.fields.count + form.files.count < limits.parts else {
            throw Rejection(413, "too many fields in the form")
        }
        guard (1...limits.name).contains(name.utf8.count), name.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw Rejection(400, "a field in the form has no sound name")
        }
    }

    /// UTF-8 with the line breaks that a browser sends (CRLF, WHATWG HTML §4.10.21.4) made into one character.
    private static func text(_ bytes: [UInt8]) throws(Rejection) -> String {
        var clean: [UInt8] = []
        clean.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            switch byte {
            case .carriageReturn: clean.append(.lineFeed)
            case .lineFeed: if previous != .carriageReturn { clean.append(.lineFeed) }
            // Word processors paste a soft line break and a page break as these.
            case 0x0B, 0x0C: clean.append(.lineFeed)
            case .tab: clean.append(byte)
            case 0..<0x20, 0x7F: throw Rejection(400, "a control character in the form")
            default: clean.append(byte)
            }
            previous = byte
        }
        guard let text = String(validating: clean, as: UTF8.self) else {
            throw Rejection(400, "a form that is not in UTF-8")
        }
        return text
    }
}
