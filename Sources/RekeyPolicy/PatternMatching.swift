/// Runs regular expressions for this layer, which has no engine of its own.
package protocol PatternMatching {
    /// Whether `regex` matches anywhere in `bytes`; false when the engine had to give up, so that nothing is excused by accident.
    func matches(_ regex: String, in bytes: Span<UInt8>) -> Bool
}
