internal import RekeyCore
internal import RekeyGit

/// Looks at what lies in the hooks folder, without running it.
struct HookExamination {
    let place: HookPlace
    let surroundings: Surroundings

    /// What was seen of the hook.
    struct Result {
        var checks: [DoctorReport.Check] = []
        var next: [String] = []
        /// Whether git would run the file.
        var isRun = false
        /// The `rekey` that the hook calls, as far as its text says; `nil` when it says nothing or nothing is found.
        var program: String?
        var callsRekey = false
        /// Whether the hook is rekey's to the last byte, and falls back to no other program than the one that runs now.
        var isOwn = false
    }

    func run() throws(Trouble) -> Result {
        var result = Result()
        result.checks.append(folderCheck())
        let file = try HookFile(place.path(name), name)
        look(at: file, &result)
        if case .husky(let folder) = place.keeper { try lookAtHusky(folder, &result) }
        try lookAtShadowed(&result)
        if result.callsRekey { lookAtProgram(&result, try HookFile(place.ownPath(name), name)) }
        return result
    }

    private var name: HookName { place.gate }

    private func folderCheck() -> DoctorReport.Check {
        let text = "hooks folder: \(place.shown(place.folderPath)) (\(place.reason))"
        return HookFile.isFolder(place.folderPath) ? .ok(text) : .bad("\(text): there is no such folder")
    }

    /// Whether git would run the file, whose it is, and whether it speaks of rekey.
    private func look(at file: HookFile, _ result: inout Result) {
        let shown = place.shown(file.path)
        guard file.kind != .missing, file.kind != .notAFile else {
            result.checks.append(.bad("\(name.rawValue): no hook at \(shown)"))
            result.next.append(isHusky ? "npx husky" : "rekey hook install" + (place.isBare ? " --pre-receive" : ""))
            return
        }
        guard file.isExecutable else {
            result.checks.append(.bad("\(name.rawValue): \(shown) is not executable, so git ignores it"))
            result.next.append("chmod +x \(shown)")
            return
        }
        result.isRun = true
        result.callsRekey = file.mentionsRekey
        if file.kind == .ours {
            result.isOwn =
                HookScript.isUnaltered(file.text, name) && [nil, RunningProgram.path()].contains(HookScript.program(in: file.text))
            let older = file.hasOlder ? "; before it runs \(place.shown(file.olderPath)), not run here" : ""
            result.checks.append(
                .ok("\(name.rawValue): \(shown) is rekey's\(result.isOwn ? "" : ", of another version or altered")\(older)"))
            if !result.isOwn { result.next.append("to renew it, run: rekey hook install" + (place.isBare ? " --pre-receive" : "")) }
        } else if isHusky {
            result.checks.append(.ok("\(name.rawValue): \(shown) is there"))
        } else if file.mentionsRekey {
            result.checks.append(.ok("\(name.rawValue): \(shown) is not rekey's, but speaks of it"))
        } else {
            result.checks.append(.note("\(name.rawValue): \(shown) is somebody else's (\(owner(file))) and does not speak of rekey"))
        }
    }

    private func owner(_ file: HookFile) -> String {
        let signs = [
            ("pre-commit.com", "the pre-commit framework"), ("hook-impl", "the pre-commit framework"), ("lefthook", "lefthook"),
            ("husky", "husky"), ("overcommit", "overcommit"),
        ]
        return signs.first { file.text.contains($0.0) }?.1 ?? "no manager known to rekey"
    }

    private var isHusky: Bool { if case .husky = place.keeper { true } else { false } }

    private func lookAtHusky(_ folder: String, _ result: inout Result) throws(Trouble) {
        let file = try HookFile("\(folder)/pre-commit", .preCommit)
        let shown = place.shown(file.path)
        result.callsRekey = file.mentionsRekey
        if place.folder.setting == nil { result.checks.append(.bad("husky: not active in this clone: core.hooksPath is not set")) }
        if let value = surroundings.environment["HUSKY"], value == "0" {
            result.checks.append(.bad("husky: HUSKY=0 in the environment turns every hook off"))
            result.next.append("unset HUSKY")
        }
        if file.mentionsRekey {
            result.checks.append(.ok("husky: \(shown) runs rekey"))
        } else {
            result.checks.append(.bad("husky: \(shown) does not run rekey"))
            result.next.append("rekey hook install")
        }
    }

    /// Hooks in `.git/hooks` that core.hooksPath hides.
    private func lookAtShadowed(_ result: inout Result) throws(Trouble) {
        guard place.folder.setting != nil, place.folderPath != place.defaultFolderPath else { return }
        let hidden = try HookFile("\(place.defaultFolderPath)/\(name.rawValue)", name)
        guard hidden.kind != .missing else { return }
        let whose = hidden.kind == .ours ? "rekey's hook" : "the hook"
        let text = "\(whose) at \(place.shown(hidden.path)) is ignored: core.hooksPath is set (\(place.reason))"
        result.checks.append(hidden.kind == .ours ? .bad(text) : .note(text))
    }

    /// The order of the hooks: `REKEY`, `PATH`, where it was installed from.
    private func lookAtProgram(_ result: inout Result, _ file: HookFile) {
        let named = surroundings.environment["REKEY"].flatMap { $0.isEmpty ? nil : $0 }
        let installed = HookScript.program(in: file.text)
        let program =
            if let named {
                named.contains("/") ? named : RunningProgram.inPath(named, surroundings)
            } else {
                RunningProgram.inPath("rekey", surroundings) ?? installed
            }
        guard let program, TextFile.exists(program) else {
            let place = named.map { "REKEY=\($0)" } ?? installed ?? "PATH"
            result.checks.append(.bad("the hook finds no rekey (\(place)), so it stops every \(self.place.isBare ? "push" : "commit")"))
            result.next.append("install rekey, or run `rekey hook install` again")
            return
        }
        result.program = program
    }
}
