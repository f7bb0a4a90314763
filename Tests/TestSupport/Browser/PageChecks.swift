import Foundation

/// Judges of a page that are not ours: axe-core for access, html5lib for the markup.
package enum PageChecks {
    /// The text of axe-core, from the PyPI package that ships it; nil when it is not installed.
    package static let axe: String? = {
        guard let python = Requirement.path(of: "python3") else { return nil }
        let program = """
            import importlib.util, pathlib
            for name in ("axe_core_python", "axe_playwright_python"):
                spec = importlib.util.find_spec(name)
                for folder in spec.submodule_search_locations if spec else ():
                    for file in pathlib.Path(folder).rglob("axe.min.js"):
                        print(file); raise SystemExit
            """
        let found = try? Finished.run(python, ["-c", program]).output
        return found.flatMap {
            try? String(contentsOfFile: $0.trimmingCharacters(in: .whitespacesAndNewlines), encoding: .utf8)
        }
    }()

    /// What axe-core finds wrong on the page that is shown: each rule with the elements that break it.
    package static func violations(in browser: Chromium) throws -> [String] {
        guard let axe else { throw Mistake("axe-core is not installed: pip install axe-core-python") }
        _ = try browser.run(axe)
        let found = try browser.run(
            """
            return axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.map(v =>
                v.id + ": " + v.help + " – " + v.nodes.slice(0, 3).map(n => n.html).join(" | ")));
            """)
        return found as? [String] ?? ["axe did not answer"]
    }

    /// The errors that html5lib, a strict parser, finds in documents; each names its document.
    package static func markupErrors(in documents: [(name: String, text: String)]) throws -> [String] {
        // Debian's Python has html5lib; another one in front of it in PATH has not.
        let folder = try TemporaryDirectory()
        let names = try documents.enumerated().map { index, document in
            let path = folder.file("\(index).html")
            try document.text.write(toFile: path, atomically: false, encoding: .utf8)
            return path
        }
        let program = """
            import sys, html5lib
            for path in sys.argv[1:]:
                parser = html5lib.HTMLParser()
                parser.parse(open(path, encoding="utf-8").read())
                for place, code, data in parser.errors:
                    print(path.rsplit("/", 1)[1].split(".")[0], place, code, data)
            """
        let run = try Finished.run("/usr/bin/python3", ["-c", program] + names)
        guard run.status == 0 else { throw Mistake("html5lib did not run: \(run.output.suffix(300))") }
        return run.output.split(separator: "\n").map { line in
            let number = line.split(separator: " ").first.flatMap { Int($0) } ?? 0
            return "\(documents[number].name): \(line)"
        }
    }
}
