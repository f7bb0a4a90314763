/// What a file says of one value: nothing, that it goes, or what it becomes.
package enum Change<Value> {
    /// The key is absent: what is known stays.
    case keep
    /// The key is null: what is known goes.
    case clear
    case set(Value)

    /// The value after the change.
    package func applied(to known: Value?) -> Value? {
        switch self {
        case .keep: known
        case .clear: nil
        case .set(let value): value
        }
    }

    /// The same change of what `transform` makes of the value.
    package func map<Other>(_ transform: (Value) -> Other) -> Change<Other> {
        switch self {
        case .keep: .keep
        case .clear: .clear
        case .set(let value): .set(transform(value))
        }
    }

    /// The value that the file itself gives, if it does.
    package var given: Value? { applied(to: nil) }
}

extension Change: Equatable where Value: Equatable {}
extension Change: Hashable where Value: Hashable {}
extension Change: Sendable where Value: Sendable {}
