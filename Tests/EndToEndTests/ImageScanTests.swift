internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey scan` of container images: saved ones, OCI layouts, and by name through a program that saves them.
@Suite struct ImageScanTests {
    private let workspace: Workspace
    private let deleted: Planted
    private let inEnv: Planted
    private let inArgument: Planted

    /// Three layers, the last of which deletes what the first brought, a variable and a build argument; assembled from files alone.
    init() throws {
        workspace = try Workspace()
        var mint = Mint(seed: 7)
        (deleted, inEnv, inArgument) = (mint.slack(), mint.slack(), mint.slack())
        try workspace.write("1/app/.env", deleted.line + "\n")
        try workspace.write("2/app/index.js", "console.log(1)\n")
        try workspace.write("3/app/.wh..env", "")
        try workspace.write("env", inEnv.line)
        try workspace.write("argument", inArgument.line)
        try shell(Self.assembly)
    }

    /// Source: the OCI image specification 1.1, image-layout.md, manifest.md and config.md.
    private static let assembly = #"""
        mkdir -p oci/blobs/sha256 saved
        put() { digest=$(sha256sum "$1" | cut -c 1-64); cp "$1" "oci/blobs/sha256/$digest"; size=$(wc -c < "$1"); }
        part() { printf '{"mediaType":"%s","digest":"sha256:%s","size":%s}' "$1" "$digest" "$size"; }
        layers=; ids=; names=
        for n in 1 2 3; do
            tar cf layer.tar -C $n app
            mkdir -p saved/$n && cp layer.tar saved/$n/layer.tar
            names="$names${names:+,}\"$n/layer.tar\""
            ids="$ids${ids:+,}\"sha256:$(sha256sum layer.tar | cut -c 1-64)\""
            gzip -nf layer.tar && put layer.tar.gz
            layers="$layers${layers:+,}$(part application/vnd.oci.image.layer.v1.tar+gzip)"
        done
        cat > config.json <<END
        {"os":"linux","architecture":"amd64","config":{"Env":["PATH=/bin","$(cat env)"],"Cmd":["node","index.js"]},
        "rootfs":{"type":"layers","diff_ids":[$ids]},"history":[
        {"created_by":"/bin/sh -c #(nop) COPY dir:1 in /app "},
        {"created_by":"ENV A=$(cat env)","empty_layer":true},
        {"created_by":"RUN |1 $(cat argument) /bin/sh -c npm ci --token=$(cat argument) # buildkit"},
        {"created_by":"RUN /bin/sh -c rm app/.env"}]}
        END
        put config.json; config=$(part application/vnd.oci.image.config.v1+json)
        printf '{"schemaVersion":2,"config":%s,"layers":[%s]}' "$config" "$layers" > manifest; put manifest
        inner=$(part application/vnd.oci.image.manifest.v1+json)
        printf '{"schemaVersion":2,"manifests":[%s]}' "$inner" > list; put list
        outer=$(part application/vnd.oci.image.index.v1+json)
        printf '{"schemaVersion":2,"manifests":[%s]}' "${outer%\}},\"annotations\":{\"org.opencontainers.image.ref.name\":\"1.2\"}}" > oci/index.json
        printf '{"imageLayoutVersion":"1.0.0"}' > oci/oci-layout
        digest=$(sha256sum config.json | cut -c 1-64); cp config.json saved/$digest.json
        printf '[{"Config":"%s.json","RepoTags":["shop/app:1.2"],"Layers":[%s]}]' $digest "$names" > saved/manifest.json
        tar cf oci.tar -C oci . && (cd saved && tar cf ../saved.tar 1 2 3 $digest.json manifest.json)
        rm -r 1 2 3 saved env argument config.json manifest list layer.tar.gz
        """#

    private func shell(_ script: String) throws {
        let outcome = try Program.run(program: "/bin/sh", ["-ec", script], in: workspace.path)
        try #require(outcome.status == 0, "\(outcome.stderr)")
    }

    private func scan(_ arguments: String..., path: String? = nil) throws -> Program.Outcome {
        let environment = path.map { ["PATH": $0] } ?? [:]
        return try Program.run(["scan", "--no-color"] + arguments, in: workspace.path, environment: environment)
    }

    /// One form of the image.
    struct Form: CustomTestStringConvertible, Sendable {
        var path: String
        var name: String
        var testDescription: String { path }
    }

    static let forms = [
        Form(path: "saved.tar", name: "shop/app:1.2"), Form(path: "oci.tar", name: "1.2"), Form(path: "oci", name: "1.2"),
    ]

    @Test("what was deleted, what is in Env and what was an argument is found in every form, at places people know", arguments: forms)
    func places(_ form: Form) throws {
        let outcome = try scan(form.path, "--verbose")
        let lines = outcome.stdout.split(separator: "\n").map(String.init)
        #expect(outcome.status == 1)
        for place in ["layer 1 (COPY dir:1 in /app) app/.env:1:", "config Env:2:", "history:2:", "history:3:"] {
            #expect(lines.contains { $0.hasPrefix("\(form.path) \(form.name) \(place)") }, "\(place) in \(outcome.stdout)")
        }
        #expect(outcome.stdout.contains("deleted in layer 3, but still in layer 1"))
        for secret in [deleted, inEnv, inArgument] { #expect(!outcome.everything.contains(secret.core)) }
    }

    @Test("an image by its name is what docker, or else podman, saves; the name is the path")
    func byName() throws {
        for engine in ["docker", "podman"] {
            try workspace.write(
                "bin/\(engine)", "#!/bin/sh\n[ \"$1 $2\" = 'save shop/app:1.2' ] && exec cat '\(workspace.path("saved.tar"))'\nexit 7\n")
            try shell("chmod +x bin/\(engine)")
            let path = "\(workspace.path("bin")):/usr/bin:/bin"
            let outcome = try scan("--image", "shop/app:1.2", path: path)
            #expect(outcome.status == 1 && outcome.stdout.contains("\nshop/app:1.2 layer 1 (COPY dir:1 in /app) app/.env:1:"))
            let json = try scan("--image", "shop/app:1.2", "--format", "json", path: path).stdout
            #expect(json.contains("\"kind\": \"image\"") && json.contains("\"path\": \"shop/app:1.2\""))
            #expect(json.contains("\"entry\": \"config Env\""))
            let missing = try scan("--image", "shop/other", path: path)
            #expect(missing.status == 2 && missing.stderr.contains("`\(engine) save` ended with status 7"))
            try workspace.remove("bin/\(engine)")
        }
    }

    @Test("a save that breaks off is incomplete; no engine, and a name that is an option, are said clearly")
    func refusals() throws {
        try workspace.write("bin/docker", "#!/bin/sh\nhead -c 20000 '\(workspace.path("saved.tar"))'\nexit 1\n")
        try shell("chmod +x bin/docker && ln -s /usr/bin/head bin/head")
        let cut = try scan("--image", "shop/app:1.2", "--fail-on", "never", path: workspace.path("bin"))
        #expect(cut.status == 3 && cut.stdout.contains("incomplete"))
        let nothing = try scan("--image", "app", path: workspace.path)
        #expect(nothing.status == 2 && nothing.stderr.contains("neither docker nor podman is here"))
        let option = try scan("--image=--help")
        #expect(option.status == 2 && option.stderr.contains("no name of an image"))
        #expect(try scan("--image", "app", "file").status == 2)
    }

    @Test("instructions are shown without the values they were given")
    func instructions() throws {
        try workspace.write("oci/app.env", "A=1\n")
        let json = try scan("oci", "--format", "json").stdout
        #expect(json.contains("layer 1 (COPY dir:1 in /app)") && !json.contains(inArgument.core))
    }
}
