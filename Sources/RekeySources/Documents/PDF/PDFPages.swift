internal import RekeyCore

/// The pages of a PDF in the order in which they are shown, with what belongs to each.
struct PDFPages {
    struct Page {
        /// The numbers of the objects that hold its operators.
        var contents: [Int]
        var resources: PDFObject?
    }

    private(set) var pages: [Page] = []
    private static let mostPages = 100_000

    init(_ file: PDFFile) {
        var seen: Set<Int> = []
        let roots = file.numbers.filter { file.value(.reference($0))?["Type"]?.name == "Catalog" }
        var stack = roots.reversed().compactMap { root in
            file.value(.reference(root))?["Pages"].map { (node: $0, resources: PDFObject?.none) }
        }
        while pages.count < Self.mostPages, let (node, inherited) = stack.popLast() {
            if let number = node.reference, !seen.insert(number).inserted { continue }
            guard let dictionary = file.value(node) else { continue }
            let resources = file.value(dictionary["Resources"]) ?? inherited
            if let kids = file.value(dictionary["Kids"]) {
                // Why only references: objects inside each other could be a tree without end.
                stack += kids.elements.reversed().filter { $0.reference != nil }.map { (node: $0, resources: resources) }
            } else {
                pages.append(Page(contents: Self.contents(dictionary["Contents"], file), resources: resources))
            }
        }
    }

    private static func contents(_ object: PDFObject?, _ file: PDFFile) -> [Int] {
        guard let object else { return [] }
        if case .array(let elements)? = file.value(object) { return elements.compactMap(\.reference) }
        return object.reference.map { [$0] } ?? []
    }
}
