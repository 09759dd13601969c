/// Why one object could not be read from one place.
package enum ObjectFault: Error, Sendable, Equatable {
    /// The index puts it outside of its pack.
    case outsideFile
    /// Its header is no header of an object, or is cut.
    case badHeader
    /// The index gives two objects the same place.
    case sharedPlace
    /// It claims more bytes than its compressed form can hold.
    case impossibleSize(bytes: Int)
    /// It is larger than the caller wants to read.
    case overSizeLimit(bytes: Int)
    /// Its compressed bytes are damaged, or hold another number of bytes than its header says.
    case badCompression
    /// Its delta is damaged, or belongs to another base.
    case badDelta
    /// Its delta's base is no object of the pack.
    case badBase
    /// Its delta is based on itself, round some corners.
    case baseLoop
    /// No pack and no loose file holds the base of its delta.
    case missingBase
    /// No pack and no loose file holds it.
    case missing
    /// The system gives no memory for it.
    case outOfMemory

    /// In words, for the account of a run.
    package var text: String {
        switch self {
        case .outsideFile: "its place is outside of the pack"
        case .badHeader: "its header is damaged"
        case .sharedPlace: "the index gives its place to another object as well"
        case .impossibleSize(let bytes): "it claims \(bytes) bytes, more than its compressed form can hold"
        case .overSizeLimit(let bytes): "\(bytes) bytes are over the limit"
        case .badCompression: "its compressed bytes are damaged"
        case .badDelta: "its delta is damaged"
        case .badBase: "its delta has no base"
        case .baseLoop: "its delta is based on itself"
        case .missingBase: "the base of its delta is not here"
        case .missing: "it is not here"
        case .outOfMemory: "no memory for it"
        }
    }
}
