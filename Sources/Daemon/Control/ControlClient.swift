import Delivery
import Foundation

/// Speaks to the running daemon over its control socket.
struct ControlClient {
    let socket: String

    /// Sends one request; progress lines are told as they come.
    ///
    /// - Throws: `unreachable` when no daemon answers there.
    func ask(_ request: AdminRequest, progress: @escaping (String) -> Void) throws -> AdminAnswer {
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
                    case .answer(let last): answer = last
                    case nil: break
                    }
                    rest.removeSubrange(...end)
                    searched = 0
                }
                searched = rest.count
            }
        } catch {
            throw CommandFailure(
                code: .unreachable, message: "the daemon does not answer on \(socket): \(error.description)")
        }
        guard status == 200, let answer else {
            throw CommandFailure(
                code: .unreachable,
                message: "the daemon on \(socket) answered \(status); is it another version of naast?")
        }
        return answer
    }
}
