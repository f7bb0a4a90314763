import Foundation
import HTTP
import Platform

/// What the control socket answers: the admin verbs, whether the daemon lives, and its numbers.
enum ControlRoutes {
    /// Most of a request is an import file, which base64 makes a third larger.
    static let bodyLimit = 24 << 20
    /// Writing never waits for the verb that reads: a queue of 50,000 letters with its history has some 40 MB.
    static let answerLimit = 256 << 20

    static func router(_ desk: AdminDesk, metrics: MetricsPage) -> Router {
        var router = Router()
        router.get("/healthz") { _ in .text("ok\n") }
        router.get("/metrics") { _ in metrics.response }
        router.post("/admin") { request in
            guard let asked = try? JSONDecoder().decode(AdminRequest.self, from: Data(request.body)) else {
                return .text("not an admin request of this version\n", status: 400)
            }
            return .jsonLines { stream in
                let answer = desk.answer(
                    asked, progress: { try? stream.write(line: line(.progress($0))) },
                    output: { try stream.write(line: line(.output($0))) })
                try stream.write(line: line(.answer(answer)))
            }
        }
        return router
    }

    private static func line(_ line: AdminLine) -> String {
        let bytes = (try? JSONEncoder().encode(line)) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }
}
