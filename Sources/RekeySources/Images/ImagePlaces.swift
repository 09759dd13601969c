internal import RekeyCore

/// Says where in an image something is: in which layer, made by which instruction, and whether a later layer deleted it.
package struct ImagePlaces: Sendable {
    /// A place in words.
    package struct Place: Sendable, Equatable {
        /// `app:1.2 layer 3 (RUN npm ci) app/.env`.
        package var words: [UInt8]
        /// What became of it; `nil` where it is still there.
        package var deletion: String?
    }

    /// One layer of one image.
    private struct Layer {
        var image: Int
        var number: Int
    }

    private let images: [ImageLayout]
    private let configurations: [ImageConfiguration?]
    private let deletions: [[UInt8]: Set<[UInt8]>]
    private var layers: [[UInt8]: Layer] = [:]
    private var imageOfConfiguration: [[UInt8]: Int] = [:]
    private let namesImages: Bool

    /// `nil` where no image was described.
    ///
    /// - Parameter namesImages: whether places begin with the name of their image, which a reader may know already.
    package init?(_ record: ImageRecord, namesImages: Bool = true) {
        images = ImageLayout.all { record.documents[$0] }
        guard !images.isEmpty else { return nil }
        configurations = images.map { image in record.documents[image.configuration].flatMap(ImageConfiguration.init) }
        deletions = record.deletions
        self.namesImages = namesImages
        for (index, image) in images.enumerated() {
            imageOfConfiguration[Array(image.configuration.utf8)] = imageOfConfiguration[Array(image.configuration.utf8)] ?? index
            for (number, path) in image.layers.enumerated() where layers[Array(path.utf8)] == nil {
                layers[Array(path.utf8)] = Layer(image: index, number: number)
            }
        }
    }

    /// Where a path inside the archive is; `nil` for what belongs to no image.
    package func place(of entry: [UInt8]) -> Place? {
        let (part, inside) = Self.split(entry)
        if let layer = layers[part] { return place(in: layer, inside) }
        guard let index = imageOfConfiguration[part] else { return nil }
        let text = configurations[index]?.texts.first { inside.elementsEqual($0.name.utf8) }
        let words = text?.words ?? (inside.isEmpty ? "config" : "config \(String(decoding: inside, as: UTF8.self))")
        return Place(words: Array((prefix(index) + words).utf8), deletion: nil)
    }

    private func place(in layer: Layer, _ inside: [UInt8]) -> Place {
        let instructions = configurations[layer.image]?.instructions ?? []
        // Why equal: a history that was squashed or left out says nothing of single layers.
        let isTold = instructions.count == images[layer.image].layers.count
        let instruction = isTold ? " (\(instructions[layer.number].words))" : ""
        let words = Array("\(prefix(layer.image))layer \(layer.number + 1)\(instruction)".utf8)
        let (file, _) = Self.split(inside)
        let deletion = deletingLayer(of: file, above: layer).map { number in
            "deleted in layer \(number + 1), but still in layer \(layer.number + 1), which everybody with the image has"
        }
        return Place(words: words + (inside.isEmpty ? [] : [0x20] + inside), deletion: deletion)
    }

    /// The first later layer that deletes a file or a folder around it.
    private func deletingLayer(of file: [UInt8], above layer: Layer) -> Int? {
        let paths = images[layer.image].layers
        var candidates = [file, []]
        for index in file.indices where file[index] == 0x2F {
            candidates.append(Array(file[..<index]))
            candidates.append(Array(file[...index]))
        }
        return (layer.number + 1..<max(paths.count, layer.number + 1)).first { number in
            guard let deleted = deletions[Array(paths[number].utf8)] else { return false }
            return candidates.contains(where: deleted.contains)
        }
    }

    private func prefix(_ image: Int) -> String { namesImages ? "\(images[image].name) " : "" }

    /// The path of a part of the image, and what stands behind it.
    private static func split(_ entry: [UInt8]) -> (part: [UInt8], inside: [UInt8]) {
        let separator = Provenance.entrySeparator
        let end = entry.indices.first { entry[$0...].starts(with: separator) } ?? entry.count
        return (Array(entry[..<end]), Array(entry[min(end + separator.count, entry.count)...]))
    }
}
