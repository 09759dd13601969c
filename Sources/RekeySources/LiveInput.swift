/// An input that can be asked whether something is there, so that what came before need not wait for it.
package protocol LiveInput: ByteInput, ~Copyable {
    /// Whether a read would not wait: there are bytes, or the input has ended. Waits for that as long as `milliseconds` say, without end
    /// for `nil`.
    mutating func isReady(within milliseconds: Int?) -> Bool
}

extension FileInput: LiveInput {}
