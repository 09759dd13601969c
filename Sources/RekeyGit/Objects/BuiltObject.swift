/// An object in a buffer that may be reused, and that others may be deltas on.
struct BuiltObject {
    var kind: ObjectKind
    var bytes: ObjectBuffer
}
