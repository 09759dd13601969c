/// How far a recorded change has come; the end of its record's file name, so that one `rename` moves it on.
package enum JournalState: String, Sendable, CaseIterable {
    /// New bytes are being written aside; every file is old.
    case prepared
    /// New files are taking the places of the old ones.
    case committed
    /// Every file is new.
    case done
    /// Old bytes are being written aside for an undo; every file is new.
    case undoPrepared = "undo-prepared"
    /// Old files are taking the places of the new ones: an undo, or a committed change that met an obstacle.
    case undoCommitted = "undo-committed"
    /// Nothing to do but to remove the record.
    case removing

    /// Whether recovery has something to do.
    package var isPending: Bool { self != .done }
}

/// One of the two contents of an edited file.
enum EditSide { case old, new }
