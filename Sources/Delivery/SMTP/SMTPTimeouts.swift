/// How long to wait for a relay, per step (RFC 5321, 4.5.3.2), and when a connection has served long enough.
package struct SMTPTimeouts: Hashable, Sendable {
    /// The whole way from the name lookup up to and including AUTH.
    package var connect: Duration = .seconds(30)
    /// For the answer to each of MAIL, RCPT and RSET.
    package var reply: Duration = .seconds(300)
    /// For the answer to DATA.
    package var dataStart: Duration = .seconds(120)
    /// For each block of the message to leave.
    package var block: Duration = .seconds(180)
    /// For the answer to the final dot: the relay may be delivering.
    package var finalDot: Duration = .seconds(600)
    /// For one message, all its steps together (QUEUE.md): a server that drips keeps within each step's time.
    package var message: Duration = .seconds(900)
    /// For the goodbye, all of it.
    package var quit: Duration = .seconds(2)
    /// After so long without a message the connection is replaced rather than trusted.
    package var idle: Duration = .seconds(300)
    /// No connection lives longer.
    package var age: Duration = .seconds(1_800)
    /// No connection carries more; many relays end one after a hundred.
    package var messages = 100

    package init() {}
}
