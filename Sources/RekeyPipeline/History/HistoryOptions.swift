/// How a scan of the whole history is done.
package struct HistoryOptions: Sendable, Equatable {
    /// Whether a version made on a scanned one is scanned only where they differ; the findings are the same either way.
    package var usesDeltaShortcut = true
    /// Seconds after which the scan ends with what it has; `nil` is no limit.
    package var timeLimitSeconds: Int?
    /// MiB of heap beyond which it ends; `nil` is no limit.
    package var memoryMiB: Int?

    package init() {}
}
