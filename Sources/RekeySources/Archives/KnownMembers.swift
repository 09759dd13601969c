package import RekeyCore

/// Remembers members of zips that need no reading, because the same ones were read before. One thread at a time.
package protocol KnownMembers: AnyObject {
    /// Whether a member is one; asked before it is inflated. `variant` says how it is compressed. What is lent next is what it holds.
    func knows(_ compressed: Span<UInt8>, variant: Int, at place: Provenance) -> Bool

    /// The member that was asked for last is damaged.
    func forget()
}
