/// An object that another one names and that is not here.
package struct MissingObject: Sendable, Equatable {
    package var id: ObjectID
    /// What it should be; `nil` when a damaged tag does not say it.
    package var kind: ObjectKind?
    /// Number of the object that names it; of several the smallest.
    var referrer: UInt32
}
