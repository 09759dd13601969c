internal import CVectorscan

/// What libhs refused.
package enum VectorscanError: Error, Equatable {
    /// A literal or pattern cannot be compiled; `index` is its place in the given list, `nil` when the set as a whole is at fault.
    case compile(message: String, index: Int?)
    /// The serialised database was made by another version or for another CPU.
    case incompatibleDatabase
    case outOfMemory
    /// Any other `HS_*` status.
    case status(Int32)
}

/// Turns an `hs_error_t` into a thrown case.
func check(_ status: hs_error_t) throws(VectorscanError) {
    switch status {
    case HS_SUCCESS: return
    case HS_NOMEM: throw .outOfMemory
    case HS_DB_VERSION_ERROR, HS_DB_PLATFORM_ERROR, HS_DB_MODE_ERROR: throw .incompatibleDatabase
    default: throw .status(status)
    }
}
