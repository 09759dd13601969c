internal import RekeyCore

/// What the operators of a page write, line by line.
///
/// Where words end is guessed from how far the pen moves: the widths of letters stand in fonts, which are not read. Pens move up and down
/// between lines and far between words; a token that is written in pieces is put together.
///
/// Source: ISO 32000-1, section 9.4.
struct PDFContent {
    private let fonts: [String: PDFFont]
    private var font = PDFFont()
    private var size = 1.0
    /// Where the line of text starts, and how much text is scaled.
    private var (x, y, scaleX, scaleY) = (0.0, 0.0, 1.0, 1.0)
    /// Where the pen stands by a guess, and on which line; `nil` before anything was written.
    private var pen: (x: Double, y: Double)?
    private(set) var text: [UInt8] = []

    private static let mostOperands = 4_096
    /// A map of characters may make a hundred bytes of one.
    private static let longestText = 64 << 20
    /// Thousandths of an em that part words. Letters are moved by less, blanks are wider.
    private static let wordGap = -200.0
    /// The middle width of letters, in ems.
    private static let letter = 0.5

    init(_ bytes: [UInt8], fonts: [String: PDFFont]) {
        self.fonts = fonts
        var reader = PDFReader(bytes, readsReferences: false)
        var operands: [PDFObject] = []
        while let object = reader.next() {
            guard case .word(let word) = object else {
                if operands.count < Self.mostOperands { operands.append(object) }
                continue
            }
            if word == "ID" { reader.skipImage() }
            apply(word, operands)
            operands.removeAll(keepingCapacity: true)
        }
        beginLine()
    }

    private mutating func apply(_ word: String, _ operands: [PDFObject]) {
        func number(_ fromEnd: Int) -> Double { operands.dropLast(fromEnd).last?.number ?? 0 }
        switch word {
        case "BT": (x, y, scaleX, scaleY) = (0, 0, 1, 1)
        case "Tf":
            if let name = operands.dropLast().last?.name { font = fonts[name] ?? PDFFont() }
            size = number(0)
        case "Tj": show(operands.last)
        case "'", "\"":
            beginLine()
            show(operands.last)
        case "TJ": for element in operands.last?.elements ?? [] { show(element) }
        case "Td", "TD": move(x + number(1) * scaleX, y + number(0) * scaleY)
        case "Tm":
            (scaleX, scaleY) = (number(5), number(2))
            move(number(1), number(0))
        case "T*", "cm": beginLine()
        default: break
        }
    }

    private mutating func show(_ object: PDFObject?) {
        if let number = object?.number, number <= Self.wordGap, let last = text.last, !last.isASCIISpace { text.append(0x20) }
        guard let codes = object?.string, text.count < Self.longestText else { return }
        let shown = font.text(of: codes)
        text += shown.bytes
        let start = pen ?? (x, y)
        pen = (start.x + Double(shown.count) * em * Self.letter, start.y)
    }

    /// The width of an em, or 0 where the numbers make no sense.
    private var em: Double { (size * scaleX).magnitude }

    /// Goes to where the next text starts.
    private mutating func move(_ newX: Double, _ newY: Double) {
        defer {
            (x, y) = (newX, newY)
            pen = (newX, newY)
        }
        guard let pen, let last = text.last, last != 0x0A else { return }
        if (newY - pen.y).magnitude > max(em * 0.2, 0.001) { return beginLine() }
        let guessed = pen.x - x
        if newX - pen.x > em * 0.5 + guessed * 0.2 || newX < x { text.append(0x20) }
    }

    private mutating func beginLine() {
        if let last = text.last, last != 0x0A { text.append(0x0A) }
        pen = nil
    }
}
