internal import RekeyCore
internal import Testing

@testable internal import RekeySources

/// Names of places in images, from what the JSON files of an image say.
@Suite struct ImagePlacesTests {
    private func record(_ documents: [String: String], deletions: [(String, String)] = []) -> ImageRecord {
        var record = ImageRecord()
        for (path, text) in documents { record.add(Array(text.utf8), at: Array(path.utf8)) }
        for (layer, path) in deletions { record.addDeletion(Array(path.utf8), inLayer: Array(layer.utf8)) }
        return record
    }

    private func words(_ places: ImagePlaces?, _ entry: String) -> String? {
        places?.place(of: Array(entry.utf8)).map { String(decoding: $0.words, as: UTF8.self) }
    }

    private func deletion(_ places: ImagePlaces?, _ entry: String) -> String? { places?.place(of: Array(entry.utf8))?.deletion }

    private static let configuration = """
        {"rootfs":{"diff_ids":["sha256:1","sha256:2"]},"config":{"Env":["A=1","B=2\\n3"],"Labels":{"z":"1","a":"2"},"Cmd":["x","y"]},
        "history":[{"created_by":"COPY . ."},{"created_by":"ENV A","empty_layer":true},{"created_by":"RUN make"}],"author":"me"}
        """
    private static let manifest = #"[{"Config":"c.json","RepoTags":["app:1"],"Layers":["l1/layer.tar","l2/layer.tar"]}]"#

    @Test("steps without a layer are not counted; a place without a name of its own is the layer")
    func layers() {
        let places = ImagePlaces(record(["manifest.json": Self.manifest, "c.json": Self.configuration]))
        #expect(words(places, "l2/layer.tar!/src/a") == "app:1 layer 2 (RUN make) src/a")
        #expect(words(places, "l1/layer.tar") == "app:1 layer 1 (COPY . .)")
        #expect(words(places, "c.json!/config/.env") == "app:1 config Env" && words(places, "l3/layer.tar!/a") == nil)
        #expect(words(ImagePlaces(record(["manifest.json": Self.manifest])), "l2/layer.tar!/a") == "app:1 layer 2 a")
        #expect(ImagePlaces(record(["manifest.json": "{}"])) == nil && ImagePlaces(ImageRecord()) == nil)
    }

    @Test("a later layer deletes a file, a folder around it, or hides all below a folder; an earlier one does not")
    func deletions() {
        let documents = ["manifest.json": Self.manifest]
        for (whiteout, path, isDeleted) in [
            ("app/.wh..env", "app/.env", true), (".wh.app", "app/.env", true), ("app/.wh..wh..opq", "app/x/.env", true),
            (".wh..wh..opq", "app", true), ("app/.wh.x", "app/.env", false), ("app/.wh..wh..opq", "app", false),
            ("app/.wh.lib.jar", "app/lib.jar!/a", true),
        ] {
            let later = ImagePlaces(record(documents, deletions: [("l2/layer.tar", whiteout)]))
            #expect((deletion(later, "l1/layer.tar!/\(path)") != nil) == isDeleted, "\(whiteout) \(path)")
            let earlier = ImagePlaces(record(documents, deletions: [("l1/layer.tar", whiteout)]))
            #expect(deletion(earlier, "l2/layer.tar!/\(path)") == nil && deletion(earlier, "l1/layer.tar!/\(path)") == nil)
        }
    }

    @Test("indexes lead to manifests, also through others, with platforms; one that leads to itself ends")
    func indexes() {
        let documents = [
            "index.json": #"""
            {"manifests":[{"digest":"sha256:aa","annotations":{"org.opencontainers.image.ref.name":"1.2"}},{"digest":"../../x"}]}
            """#,
            "blobs/sha256/aa": #"""
            {"manifests":[{"digest":"sha256:bb","platform":{"os":"linux","architecture":"arm64"}},{"digest":"sha256:aa"}]}
            """#,
            "blobs/sha256/bb": #"{"config":{"digest":"sha256:cc"},"layers":[{"digest":"sha256:dd"}]}"#,
        ]
        let images = ImageLayout.all { documents[$0].map { Array($0.utf8) } }
        #expect(images.map(\.name) == ["1.2 linux/arm64"] && images.map(\.layers) == [["blobs/sha256/dd"]])
    }

    @Test("a configuration gives its texts line by line; nothing of it is left out; other JSON is none")
    func configuration() throws {
        let chunks = ImageConfiguration.chunks(Array(Self.configuration.utf8), Provenance(kind: .archive, path: [0x61]))
        let texts = chunks.map { String(decoding: $0.provenance.entry, as: UTF8.self) + ": " + String(decoding: $0.bytes, as: UTF8.self) }
        #expect(texts.contains("config/.env: A=1\nB=2 3\n") && texts.contains("config/Cmd.sh: x y\n"))
        #expect(texts.contains("config/Labels.properties: a=2\nz=1\n") && texts.contains { $0.contains("author=me\n") })
        #expect(texts.contains("history: COPY . .\nENV A\nRUN make\n"))
        for other in ["{}", "[]", #"{"rootfs":1}"#, #"{"rootfs":{"diff_ids":1}}"#, #"{"rootfs":{"diff_ids":[]}"#] {
            #expect(ImageConfiguration(Array(other.utf8)) == nil)
        }
    }
}
