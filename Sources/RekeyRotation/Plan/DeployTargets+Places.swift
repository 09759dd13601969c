internal import RekeyCore

/// What no store's command reaches: text that holds the value itself, images, services and programs that must start again.
extension DeployTargets {
    /// Text that holds the value and that no env edit changes: code, SQL, Dockerfiles, documents.
    func literalTargets(_ consumers: [Consumer]) -> [DeployTarget] {
        let literals = consumers.filter(isLiteral)
        guard !literals.isEmpty else { return [] }
        var target = DeployTarget(
            id: "literal-values", title: "Take the value itself out of code and documents", commands: [],
            effect: "when the changed code is deployed", place: Self.places(literals))
        target.detail =
            "rekey edits env and configuration files only. Read the value from \(source.variable ?? "a variable") there, or delete it."
        return [target]
    }

    /// Folders of Terraform code, each applied once.
    func terraformTargets(_ consumers: [Consumer]) -> [DeployTarget] {
        let used = consumers.filter { $0.kind == .terraform }
        return Self.grouped(used) { Self.folder(of: $0) }.map { folder, places in
            let option = folder.isEmpty ? "" : "-chdir=\(Self.word(folder) ?? "'<folder>'") "
            var target = DeployTarget(
                id: "terraform\(folder.isEmpty ? "" : ".\(folder)")", title: "Apply Terraform\(folder.isEmpty ? "" : " in \(folder)")",
                commands: ["terraform \(option)apply"], effect: "when the plan is applied", place: Self.places(places))
            target.detail = "The value also stands in the state file: who can read that, can read it."
            return target
        }
    }

    /// Images that take the value in while they are built.
    func imageTargets(_ consumers: [Consumer]) -> [DeployTarget] {
        let used = consumers.filter { $0.kind == .dockerfile && $0.effect == .rebuild }
        guard !used.isEmpty else { return [] }
        var target = DeployTarget(
            id: "images", title: "Build again the images that take the value in", commands: [],
            effect: "when containers of the new image run", place: Self.places(used))
        target.detail =
            "ARG and ENV stay readable in an image's history: delete images built with the old value, also from registries. A secret mount"
            + " (RUN --mount=type=secret) leaves nothing behind."
        return [target]
    }

    /// Services of compose files, all of one file at once.
    func composeTargets(_ consumers: [Consumer]) -> [DeployTarget] {
        let used = consumers.filter { $0.kind == .composeService }
        return Self.grouped(used) { String(decoding: $0.path, as: UTF8.self) }.map { path, places in
            let services = Self.once(places.compactMap(\.service))
            let words = services.map { Self.word($0) ?? "'<service>'" }
            let title =
                services.isEmpty
                ? "Recreate the compose services of \(path)"
                : "Recreate the compose service\(services.count == 1 ? "" : "s") \(Self.listed(services))"
            var target = DeployTarget(
                id: "compose.\(path)", title: title,
                commands: [(["docker compose\(Self.fileOption(path)) up -d --force-recreate"] + words).joined(separator: " ")],
                effect: "when the containers are made again; docker compose restart keeps the old environment", place: Self.places(places))
            target.breaks = "\(services.isEmpty ? "The services of \(path)" : Self.listed(services)): down while containers are replaced."
            return target
        }
    }

    /// How compose is told its file; the usual names in the folder one stands in need no option.
    private static func fileOption(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let usual = ["compose.yml", "compose.yaml", "docker-compose.yml", "docker-compose.yaml"]
        let isUsual = usual.contains(name) || name.contains("override")
        let folder = path.utf8.count > name.utf8.count ? String(path.dropLast(name.count + 1)) : ""
        if isUsual { return folder.isEmpty ? "" : " --project-directory \(word(folder) ?? "'<folder>'")" }
        return " -f \(word(path) ?? "'<path>'")"
    }

    /// Programs that read the name when they start or are built, and configuration that they read.
    func readerTargets(_ consumers: [Consumer]) -> [DeployTarget] {
        let kinds: Set<Consumer.Kind> = [
            .code, .supabaseConfig, .supabaseFunction, .ansible, .hosting, .otherConfig, .ciWorkflow, .kubernetes,
        ]
        let readers = consumers.filter { kinds.contains($0.kind) && $0.isCertain && !isLiteral($0) }
        let stack = readers.filter { $0.kind == .supabaseConfig }
        let playbooks = readers.filter { $0.kind == .ansible }
        let code = readers.filter { [.code, .otherConfig, .hosting].contains($0.kind) }
        let functions = readers.filter { $0.kind == .supabaseFunction }
        return stackTarget(stack) + playbookTarget(playbooks) + functionTarget(functions)
            + readerTarget("build", "Build and deploy again what takes the value in when it is built", code) {
                [.rebuild, .redeploy].contains($0)
            }
            + readerTarget("restart", "Start again every program that reads the value when it starts", code) {
                [.restart, .recreate].contains($0)
            }
    }

    /// Whether the value stands where no edit of configuration reaches it. In a script that is told line by line: a value may be assigned
    /// in one and written out in another.
    private func isLiteral(_ consumer: Consumer) -> Bool {
        guard consumer.holdsValue else { return false }
        let path = String(decoding: consumer.path, as: UTF8.self)
        guard let kind = ConfigKind(path: path) else { return true }
        return !source.edited.contains { $0.path == path && (kind != .shell || $0.line == consumer.line) }
    }

    private func readerTarget(
        _ id: String, _ title: String, _ consumers: [Consumer], _ isMeant: (ChangeEffect) -> Bool
    ) -> [DeployTarget] {
        let readers = consumers.filter { isMeant($0.effect) }
        guard !readers.isEmpty else { return [] }
        var target = DeployTarget(
            id: "readers.\(id)", title: title, commands: [],
            effect: id == "build" ? "when the new build runs" : "when the program starts again", place: Self.places(readers))
        target.detail = "Skip it where a step above did so already; count in workers, schedulers and development servers."
        return [target]
    }

    private func stackTarget(_ consumers: [Consumer]) -> [DeployTarget] {
        guard !consumers.isEmpty else { return [] }
        return [
            DeployTarget(
                id: "supabase-config", title: "Start the local Supabase stack again", commands: ["supabase stop && supabase start"],
                effect: "when the stack starts", place: Self.places(consumers))
        ]
    }

    private func playbookTarget(_ consumers: [Consumer]) -> [DeployTarget] {
        guard !consumers.isEmpty else { return [] }
        return [
            DeployTarget(
                id: "ansible", title: "Run the Ansible playbooks again", commands: [], effect: "when the playbooks have run",
                place: Self.places(consumers))
        ]
    }

    /// Functions whose name the platform fills: nothing to set, but something to look at.
    private func functionTarget(_ consumers: [Consumer]) -> [DeployTarget] {
        let platform = stores.first { $0.id == "supabase-functions" }
        let given = Self.once(consumers.map(\.name)).filter { platform?.ignores($0) ?? false }
        guard !given.isEmpty else { return [] }
        var target = DeployTarget(
            id: "supabase-functions.given", title: "Look after Edge Functions that use \(Self.listed(given))", commands: [],
            effect: "when the functions are deployed again", place: Self.places(consumers.filter { given.contains($0.name) }))
        target.detail = "The platform gives hosted functions this name by itself, so there is nothing to set."
        if given.contains(where: { $0.hasSuffix("_KEY") }) {
            target.detail += " It holds the legacy key as long as that is switched on: read a key from SUPABASE_SECRET_KEYS instead."
        }
        return [target]
    }

    private static func folder(of consumer: Consumer) -> String {
        let path = String(decoding: consumer.path, as: UTF8.self)
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
