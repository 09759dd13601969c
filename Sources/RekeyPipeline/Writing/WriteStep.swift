/// A moment between two changes on the disk, for tests that stop a writer there. Numbers count edits from 0.
package enum WriteStep: Sendable, Equatable {
    case recordWritten
    case asideCreated(Int)
    case asideWritten(Int)
    /// From here on the change is finished at the next start, before it is undone.
    case committed
    case renamed(Int)
    case foldersSynced
    case asideRemoved(Int)
    case recordMoved
    case done
}
