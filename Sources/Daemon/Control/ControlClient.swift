import Delivery
import Foundation

/// Speaks to the running daemon over its control socket.
struct ControlClient {
    let socket: String

    /// Nobody answered, or not as this version does.
    struct NoAnswer: Error, CustomStringConvertible {
        let description: String
    }

    /// Sends one request; progress lines are told and pieces of output handed over as they come.
    ///
    /// - Throws: `NoAnswer` when no daemon answers there.
    func ask(
        _ request: AdminRequest, progress: @escaping (String) -> Void, output: @escaping (String) -> Void
    ) throws -> AdminAnswer {
        let body = try JSONEncoder().encode(request)
        var answer: AdminAnswer?
        var rest: [UInt8] = []
        // A long line comes in thousands of pieces: each is searched once.
        var searched = 0
        let decoder = JSONDecoder()
        let status: Int
        do {
            status = try UnixSocketHTTP.post(Array(body), to: "/admin", on: socket) { bytes in
                rest += bytes
                while let end = rest[searched...].firstIndex(of: 10) {
                    switch try? decoder.decode(AdminLine.self, from: Data(rest[..<end])) {
                    case .progress(let text): progress(text)
                    case .output(let piece): output(piece)
                    case .answer(let last): answer = last
                    case nil: break
                    }
                    rest.removeSubrange(...end)
                    searched = 0
                }
                searched = rest.count
            }
        } catch {
            throw NoAnswer(description: "does not answer on \(socket): \(error.description)")
        }
        guard status == 200, let answer else {
            throw NoAnswer(description: "answered \(status) on \(socket), as another version of naast would")
        }
        return answer
    }
}
