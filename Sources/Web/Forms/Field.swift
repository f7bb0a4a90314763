import Domain

/// The fields of a form as they are drawn: label above, hint, problem, then the box.
package enum Field {
    /// What a one-line box takes; it chooses the keyboard on a phone.
    package enum Kind: Sendable {
        case text
        case email
        case phone
        case date
        case time
        case number
        case link

        var type: HTML {
            switch self {
            case .text: "text"
            case .email: "email"
            case .phone: "tel"
            case .date: "date"
            case .time: "time"
            case .number: "text"
            case .link: "url"
            }
        }

        var more: HTML {
            switch self {
            case .date, .time: " class=\"short\""
            case .number: " class=\"short\" inputmode=\"numeric\""
            default: ""
            }
        }
    }

    package static func line(
        _ fields: Fields, _ name: String, _ label: String, _ kind: Kind = .text, hint: String? = nil,
        autocomplete: StaticString = "off"
    ) -> HTML {
        wrapped(
            fields, name, hint,
            label: "<label for=\"\(name)\">\(label)</label>",
            box: """
                <input id="\(name)" name="\(name)" type="\(kind.type)"\(kind.more) value="\(fields[name])" \
                autocomplete="\(autocomplete.description)"\(described(fields, name, hint))>
                """)
    }

    package static func text(
        _ fields: Fields, _ name: String, _ label: String, hint: String? = nil, rows: Int = 5
    ) -> HTML {
        // A line break right after the tag is eaten by the browser, so one stands there for it.
        wrapped(
            fields, name, hint, label: "<label for=\"\(name)\">\(label)</label>",
            box: """
                <textarea id="\(name)" name="\(name)" rows="\(rows)"\(described(fields, name, hint))>
                \(fields[name])</textarea>
                """)
    }

    /// One of a few: all are seen at once.
    package static func radios(
        _ fields: Fields, _ name: String, _ legend: String, _ options: [(value: String, words: String)],
        hint: String? = nil
    ) -> HTML {
        group(fields, name, legend, hint, "radio", options)
    }

    /// Any of a few.
    package static func ticks(
        _ fields: Fields, _ name: String, _ legend: String, _ options: [(value: String, words: String)],
        hint: String? = nil
    ) -> HTML {
        group(fields, name, legend, hint, "checkbox", options)
    }

    /// One tick by itself; on is "ja".
    package static func tick(_ fields: Fields, _ name: String, _ words: String, hint: String? = nil) -> HTML {
        wrapped(
            fields, name, hint, label: "",
            box: """
                <label class="choice"><input type="checkbox" id="\(name)" name="\(name)" value="ja"\
                \(fields.isOn(name) ? " checked" : "" as HTML)\(described(fields, name, hint))> <span>\(words)</span></label>
                """)
    }

    /// One of many.
    package static func select(
        _ fields: Fields, _ name: String, _ label: String, _ options: [(value: String, words: String)],
        hint: String? = nil, empty: String? = nil
    ) -> HTML {
        let chosen = fields[name]
        let list = ((empty.map { [("", $0)] } ?? []) + options).map { value, words -> HTML in
            "<option value=\"\(value)\"\(value == chosen ? " selected" : "" as HTML)>\(words)</option>"
        }
        return wrapped(
            fields, name, hint, label: "<label for=\"\(name)\">\(label)</label>",
            box: "<select id=\"\(name)\" name=\"\(name)\"\(described(fields, name, hint))>\(list)</select>")
    }

    package static func file(_ fields: Fields, _ name: String, _ label: String, hint: String? = nil) -> HTML {
        wrapped(
            fields, name, hint, label: "<label for=\"\(name)\">\(label)</label>",
            box: "<input id=\"\(name)\" name=\"\(name)\" type=\"file\"\(described(fields, name, hint))>")
    }

    package static func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    private static func group(
        _ fields: Fields, _ name: String, _ legend: String, _ hint: String?, _ type: HTML,
        _ options: [(value: String, words: String)]
    ) -> HTML {
        let chosen = Set(fields.all(name))
        let boxes = options.enumerated().map { index, option -> HTML in
            // The error summary leads to the first box.
            let id = index == 0 ? name : "\(name)-\(index + 1)"
            return """
                <label class="choice"><input type="\(type)" id="\(id)" name="\(name)" value="\(option.value)"\
                \(chosen.contains(option.value) ? " checked" : "" as HTML)> <span>\(option.words)</span></label>
                """
        }
        let problem = fields.problem(name)
        return """
            <fieldset class="field\(problem == nil ? "" : " is-wrong" as HTML)"\(described(fields, name, hint))>\
            <legend>\(legend)</legend>\
            \(hint.map { "<span class=\"hint\" id=\"\(name)-hint\">\($0)</span>" as HTML })\
            \(problem.map { "<span class=\"wrong\" id=\"\(name)-fout\">\($0)</span>" as HTML })\
            \(boxes)</fieldset>
            """
    }

    private static func wrapped(_ fields: Fields, _ name: String, _ hint: String?, label: HTML, box: HTML) -> HTML {
        let problem = fields.problem(name)
        return """
            <div class="field\(problem == nil ? "" : " is-wrong" as HTML)">\(label)\
            \(hint.map { "<span class=\"hint\" id=\"\(name)-hint\">\($0)</span>" as HTML })\
            \(problem.map { "<span class=\"wrong\" id=\"\(name)-fout\">\($0)</span>" as HTML })\
            \(box)</div>
            """
    }

    private static func described(_ fields: Fields, _ name: String, _ hint: String?) -> HTML {
        let isWrong = fields.problem(name) != nil
        switch (hint != nil, isWrong) {
        case (false, false): return ""
        case (true, false): return " aria-describedby=\"\(name)-hint\""
        case (false, true): return " aria-invalid=\"true\" aria-describedby=\"\(name)-fout\""
        case (true, true): return " aria-invalid=\"true\" aria-describedby=\"\(name)-hint \(name)-fout\""
        }
    }
}

extension Fields {
    /// All problems together, each leading to its field; nothing while all is well.
    package var summary: HTML {
        guard !isSound else { return "" }
        let items = problems.map { "<li><a href=\"#\($0.field)\">\($0.words)</a></li>" as HTML }
        let heading = problems.count == 1 ? "Er klopt iets nog niet" : "Er kloppen nog \(problems.count) dingen niet"
        return """
            <div class="errors" role="alert"><h2>\(heading)</h2><ul>\(items)</ul></div>
            """
    }
}
