/// Tells how far one piece of a walk is: a large one takes seconds.
struct PieceProgress: ~Copyable {
    private let progress: Progress
    private let piece: PieceQueue.Piece
    private var things = 0
    private var toldThings = 0
    private var toldWeight = 0
    private var toldBytes: Int

    /// Objects between two tellings.
    private static let often = 64

    /// `bytesRead` is what was read before it.
    init(_ piece: PieceQueue.Piece, _ progress: Progress, bytesRead: Int = 0) {
        self.piece = piece
        self.progress = progress
        toldBytes = bytesRead
    }

    /// One object more is done.
    @inline(__always) mutating func step(bytesRead: Int = 0) {
        things &+= 1
        if things & (Self.often - 1) == 0 { tell(bytesRead, Int(Double(piece.weight) * Double(things) / Double(max(1, piece.count)))) }
    }

    /// All are.
    consuming func end(bytesRead: Int = 0) {
        things = piece.count
        tell(bytesRead, piece.weight)
    }

    private mutating func tell(_ bytesRead: Int, _ weight: Int) {
        progress.add(weight: weight - toldWeight, things: things - toldThings, bytes: bytesRead - toldBytes)
        (toldThings, toldWeight, toldBytes) = (things, weight, bytesRead)
    }
}
