import Foundation
import HTTP
import TestSupport
import Testing

@Suite struct OpenMetricsTests {
    private static var page: OpenMetrics {
        var page = OpenMetrics()
        var waits = Histogram()
        for nanoseconds: UInt64 in [500_000, 1_000_000, 3_000_000, 9_000_000_000] {
            waits.observe(nanoseconds: nanoseconds)
        }
        page.counter("naast_answers", "Answers, by \"class\"\\.", 3, labels: [("class", "2xx")])
        page.gauge("naast_waiting", "Who waits.", 2)
        page.gauge("naast_age_seconds", "How old.", 1.5)
        page.counter("naast_answers", "Answers, by \"class\"\\.", 1, labels: [("class", "a\"b\\c\nd")])
        page.histogram("naast_wait_seconds", "Waiting.", waits, labels: [("server", "web")])
        return page
    }

    @Test func `a family stands together, whoever adds to it`() {
        #expect(
            Self.page.text.hasPrefix(
                #"""
                # TYPE naast_answers counter
                # HELP naast_answers Answers, by \"class\"\\.
                naast_answers_total{class="2xx"} 3
                naast_answers_total{class="a\"b\\c\nd"} 1
                # TYPE naast_waiting gauge

                """#))
        #expect(Self.page.text.hasSuffix("\n# EOF\n"))
    }

    @Test func `a histogram counts upward`() {
        #expect(
            Self.page.text.contains(
                """
                # UNIT naast_wait_seconds seconds
                # HELP naast_wait_seconds Waiting.
                naast_wait_seconds_bucket{server="web",le="0.001"} 2
                naast_wait_seconds_bucket{server="web",le="0.005"} 3
                """))
        #expect(Self.page.text.contains("le=\"5.0\"} 3\nnaast_wait_seconds_bucket{server=\"web\",le=\"+Inf\"} 4\n"))
        #expect(Self.page.text.contains("naast_wait_seconds_count{server=\"web\"} 4\n"))
    }

    @Test(.needs("python3"))
    func `a reader that is not ours understands the page of a server that has worked`() throws {
        let fixture = try ServerFixture()
        var page = Self.page
        try fixture.serve { server in
            let client = try RawClient(unix: fixture.path)
            try client.send(ServerFixture.get("/a") + "GET /a/../b HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try client.readToEnd().contains("400 Bad Request"))
            let figures = server.figures
            #expect(figures.answers == [2: 1, 4: 1] && figures.accepted == 1 && figures.handling.count == 1)
            #expect(figures.rejections == ["a path segment that points elsewhere": 1])
            figures.write(into: &page, server: "web")
            figures.write(into: &page, server: "control")
        }
        let directory = try TemporaryDirectory()
        try page.text.write(toFile: directory.file("page"), atomically: false, encoding: .utf8)
        let script = """
            import sys
            try:
                from prometheus_client.openmetrics.parser import text_string_to_metric_families as read
            except ImportError:
                print("no reader"); sys.exit(0)
            for family in read(open(sys.argv[1]).read()):
                for sample in family.samples:
                    print(family.type, sample.name, dict(sample.labels), sample.value)
            """
        let run = try Finished.run("/usr/bin/python3", ["-c", script, directory.file("page")])
        if run.output == "no reader\n", !Requirement.all { return }
        #expect(run.status == 0, "\(run.output)")
        #expect(run.output.contains("counter naast_answers_total {'class': 'a\"b\\\\c\\nd'} 1"))
        #expect(run.output.contains("counter naast_http_answers_total {'server': 'control', 'class': '4xx'} 1"))
        #expect(run.output.contains("gauge naast_http_in_flight {'server': 'web'} 0"))
    }
}
