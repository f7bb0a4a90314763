import Domain

extension SettingWords {
    var setting: Setting {
        guard let setting = Setting.named(key) else {
            preconditionFailure("the words of a setting there is not: \(key)")
        }
        return setting
    }

    /// Fills the field with what holds now.
    func fill(_ fields: inout Fields, from settings: TenantSettings) {
        let text = settings.text(of: key) ?? ""
        switch setting.type {
        case .onOff: fields.set(field, text == "on" ? ["ja"] : [])
        case .time: fields[field] = text.replacing(":", with: ".")
        default: fields[field] = text
        }
    }

    /// Reads the field as the text that the setting takes; nil with a problem beside the field when it does not.
    func read(_ fields: inout Fields) -> String? {
        guard let text = typed(&fields), fields.isSound(field) else { return nil }
        var probe = TenantSettings()
        do {
            try probe.set(key, to: text)
            return text
        } catch {
            let words =
                switch setting.type {
                case .choice, .zone: "Kies een van de antwoorden."
                case .relay: "Dit is geen naam van een mailserver."
                default: "Hier staat een teken dat niet kan, zoals een plaatje. Typ het opnieuw."
                }
            fields.refuse(field, words)
            return nil
        }
    }

    private func typed(_ fields: inout Fields) -> String? {
        switch setting.type {
        case .onOff: fields.isOn(field) ? "on" : "off"
        case .time: fields.time(field, missing: "Vul een tijd in, zoals 16.00.")?.description
        case .number(let range): fields.number(field, in: range, missing: "Vul een getal in.").map(String.init)
        // Empty is a value, too.
        case .email: fields.email(field)?.description ?? ""
        case .phone: fields.phone(field) ?? ""
        case .text(let length):
            fields.line(
                field, missing: length.lowerBound > 0 ? "Vul dit in." : nil, limit: length.upperBound) ?? ""
        case .zone, .choice, .relay: fields[field]
        }
    }

    /// The field with its label, hint and problem.
    func box(_ fields: Fields) -> HTML {
        switch setting.type {
        case .onOff: Field.tick(fields, field, label, hint: hint)
        case .time: Field.line(fields, field, label, .number, hint: hint ?? "Een tijd, zoals 16.00.")
        case .number(let range):
            Field.line(
                fields, field, label, .number,
                hint: [hint, "Een getal van \(range.lowerBound) tot en met \(range.upperBound)."].compactMap(\.self)
                    .joined(separator: " "))
        case .email: Field.line(fields, field, label, .email, hint: hint)
        case .phone: Field.line(fields, field, label, .phone, hint: hint)
        case .zone: Field.select(fields, field, label, zones(with: fields[field]), hint: hint)
        case .choice: Field.radios(fields, field, label, choices, hint: hint)
        case .text(let length) where length.upperBound > 200:
            Field.text(fields, field, label, hint: hint, rows: 3)
        case .text, .relay: Field.line(fields, field, label, hint: hint)
        }
    }

    // One that the operator set stays in the list, whatever it is.
    private func zones(with current: String) -> [(value: String, words: String)] {
        choices.contains { $0.value == current } || current.isEmpty ? choices : choices + [(current, current)]
    }
}

extension Fields {
    fileprivate func isSound(_ field: String) -> Bool { !problems.contains { $0.field == field } }
}
