internal import RekeyCore

/// A PDF file as texts: what each page shows, and what else is compressed in it and is text.
///
/// Why own code: poppler and MuPDF draw, bring a font and an image library each, and refuse damaged files; this only follows the operators
/// that write, and reads every stream, also those that no page shows any more.
struct PDFTexts: ~Copyable {
    private var file: PDFFile
    private let path: [UInt8]
    private var filters = PDFFilters(room: Document.most)
    /// Objects of the file that were read.
    private var used: Set<Int> = []
    private var fonts: [Int: PDFFont] = [:]
    private var result = DocumentReading()
    private var lent = 0

    static func reading(of bytes: [UInt8], path: [UInt8]) -> DocumentReading {
        var texts = PDFTexts(bytes, path)
        guard !texts.file.isEncrypted else {
            return DocumentReading(skips: [(.encrypted, "the PDF is encrypted; save it without a password and scan that")])
        }
        texts.addObjectStreams()
        texts.addPages()
        texts.addOthers()
        return texts.result
    }

    private init(_ bytes: [UInt8], _ path: [UInt8]) {
        file = PDFFile(bytes)
        self.path = path
    }

    private mutating func addObjectStreams() {
        for index in file.entries.indices where file.entries[index].value["Type"]?.name == "ObjStm" {
            guard let bytes = decoded(index) else { continue }
            let values = file.add(objectStream: bytes, file.entries[index].value)
            lend(values.flatMap { PDFStrings($0, takesPlain: true).text }, "object \(file.entries[index].number)")
        }
        for entry in file.entries { lend(PDFStrings(entry.value, takesPlain: false).text, "object \(entry.number)") }
    }

    private mutating func addPages() {
        for (number, page) in PDFPages(file).pages.enumerated() {
            var operators: [UInt8] = []
            for content in page.contents {
                guard let index = file.index(of: content), let bytes = decoded(index) else { continue }
                operators += bytes + [0x0A]
            }
            guard !operators.isEmpty else { continue }
            lend(PDFContent(operators, fonts: fonts(of: page.resources)).text, "page \(number + 1)")
        }
    }

    /// Adds streams that belong to no page: forms, attached files, older versions.
    private mutating func addOthers() {
        for index in file.entries.indices where !used.contains(index) && file.entries[index].stream != nil {
            let entry = file.entries[index]
            guard entry.value["Type"]?.name != "XRef", !Self.isPictureOrFont(entry.value) else { continue }
            guard let bytes = decoded(index, isNeeded: false) else { continue }
            if entry.value["Subtype"]?.name == "Form" || Self.writes(bytes) {
                lend(PDFContent(bytes, fonts: fonts(of: file.value(entry.value["Resources"]))).text, "object \(entry.number)")
            } else if entry.value["Filter"] != nil, TextGauge.isText(bytes.span.extracting(0..<min(bytes.count, 4_096))) {
                lend(bytes, "object \(entry.number)")
            }
        }
    }

    /// Source: ISO 32000-1, 8.9.5 and 9.9: what pictures and fonts have in their dictionaries.
    private static func isPictureOrFont(_ dictionary: PDFObject) -> Bool {
        let kinds: Set<String> = ["Image", "Type1C", "CIDFontType0C", "OpenType"]
        return dictionary["Length1"] != nil || dictionary["Subtype"]?.name.map(kinds.contains) ?? false
    }

    /// Whether these are the operators of a page: the first part of them writes.
    private static func writes(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(64 << 10)
        return head.holds(Array("BT".utf8)) && (head.holds(Array("Tj".utf8)) || head.holds(Array("TJ".utf8)))
    }

    private mutating func fonts(of resources: PDFObject?) -> [String: PDFFont] {
        guard case .dictionary(let members)? = file.value(resources?["Font"]) else { return [:] }
        var named: [String: PDFFont] = [:]
        for (name, object) in members {
            if let number = object.reference, let known = fonts[number] {
                named[name] = known
                continue
            }
            guard let font = file.value(object) else { continue }
            let map = font["ToUnicode"]?.reference.flatMap { file.index(of: $0) }
            let bytes: [UInt8]?
            if let map { bytes = decoded(map) } else { bytes = nil }
            let made = PDFFont(map: bytes, isComposite: font["Subtype"]?.name == "Type0")
            if let number = object.reference { fonts[number] = made }
            named[name] = made
        }
        return named
    }

    /// The bytes of a stream; names why there are none, if it `isNeeded`.
    private mutating func decoded(_ index: Int, isNeeded: Bool = true) -> [UInt8]? {
        let entry = file.entries[index]
        guard let stream = entry.stream else { return nil }
        used.insert(index)
        do throws(PDFFilters.Fault) {
            let bytes = try filters.decoded(entry, in: file)
            result.covered.append(stream)
            return bytes
        } catch {
            switch error {
            case .tooLong: skip(.expansionLimit, "its streams grow to more than \(Document.most >> 20) MiB, or one to more than a page has")
            case .unsupported: if isNeeded { skip(.unsupportedCompression, "object \(entry.number) of the PDF") }
            case .damaged: if isNeeded { skip(.unreadable, "object \(entry.number) of the PDF is damaged") }
            }
            return nil
        }
    }

    /// Names a reason once.
    private mutating func skip(_ reason: Skip.Reason, _ detail: String) {
        guard !result.skips.contains(where: { $0.reason == reason }) else { return }
        result.skips.append((reason, detail))
    }

    private mutating func lend(_ text: [UInt8], _ entry: String) {
        guard !text.isEmpty else { return }
        guard lent + text.count <= Document.most else {
            return skip(.expansionLimit, "its texts are longer than \(Document.most >> 20) MiB")
        }
        lent += text.count
        var part = DocumentPart(entry, seenAs: path + Array(".txt".utf8))
        part.append(text, from: 0..<0)
        result.parts.append(part)
    }
}
