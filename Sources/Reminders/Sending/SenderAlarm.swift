import Domain

/// What calls the sender back at a moment; a test hands in one that follows its own clock.
package protocol SenderAlarm: Sendable {
    /// Says what to do when a due moment has come; once, before it is armed.
    func onRing(_ ring: @escaping @Sendable () -> Void)
    /// Rings at that moment of the wall clock and not at the one it was set to before; called under the sender's lock.
    func arm(for due: Instant)
    /// Does something once, when so much time has passed on the monotonic clock.
    func after(_ span: Span, _ body: @escaping @Sendable () -> Void)
}
