internal import Glibc
package import RekeyCore
internal import RekeyGit

/// Puts hooks into a repository and takes them away again. What was there before is kept, run first, and restored.
package struct HookInstallation {
    private let place: HookPlace
    private let surroundings: Surroundings

    /// Throws a `Trouble` when there is no work tree around.
    package init(_ surroundings: Surroundings) throws(Trouble) {
        place = try HookPlace(surroundings)
        self.surroundings = surroundings
    }

    /// Installs or updates these hooks; gives what was done, line by line. Throws before the first write when one cannot be installed.
    package func install(_ names: [HookName]) throws(Trouble) -> [String] {
        try checkPlace(names)
        if case .lefthook(let file) = place.keeper, names != [.preReceive] { return try lefthook(file, names) }
        let program = RunningProgram.path()
        if place.isInWorkTree, RunningProgram.isInPath(surroundings) { return try write(names, program: nil) }
        return try write(names, program: program)
    }

    /// Throws when nothing would ever run the hooks here.
    private func checkPlace(_ names: [HookName]) throws(Trouble) {
        guard place.isBare, names != [.preReceive] else { return }
        throw Trouble(
            "no work tree here", at: place.root, why: "pre-commit and pre-push guard commits, and a bare repository makes none",
            next: "to scan what is pushed into it, run: rekey hook install --pre-receive")
    }

    private func write(_ names: [HookName], program: String?) throws(Trouble) -> [String] {
        var changes: [HookChange] = []
        for name in names { changes.append(try change(name, program: program)) }
        try Self.makeFolder(Path.folder(of: place.ownPath(names.first ?? place.gate)))
        for change in changes { try change.apply() }
        return zip(names, changes).flatMap { lines($0, $1) } + notes(program)
    }

    private func change(_ name: HookName, program: String?) throws(Trouble) -> HookChange {
        let file = try HookFile(place.ownPath(name), name)
        if case .husky = place.keeper, name == .preCommit { return try HuskyFile.adding(file, program: program, at: place) }
        let text = HookScript.text(name, program: program)
        switch file.kind {
        case .missing: return HookChange(file: file, text: text)
        case .ours: return file.text == text && file.isExecutable ? HookChange(file: file) : HookChange(file: file, text: text)
        case .foreign:
            try checkChain(file, name)
            return HookChange(file: file, text: text, keepsOlder: true)
        case .symbolicLink, .notAFile:
            throw refusal(
                file,
                file.kind == .symbolicLink ? "it is a symbolic link, and what it leads to is not for rekey to change" : "it is no file",
                next: "call `\(name.command)` from it yourself, or move it away and run this again")
        }
    }

    /// Throws when a hook of somebody else would not work any more under another name.
    private func checkChain(_ file: HookFile, _ name: HookName) throws(Trouble) {
        if case .husky = place.keeper {
            throw refusal(
                file, "husky's file and rekey both need the list of refs on standard input",
                next: "name it \(place.shown(file.olderPath)), make it executable, and run this again: rekey's hook runs it first")
        }
        if file.hasOlder {
            throw refusal(
                file, "\(place.shown(file.olderPath)) is there, too, so it has no name to be kept under",
                next: "look at both, take one away, and run this again")
        }
        if file.dependsOnItsName {
            throw refusal(
                file, "it looks at its own name to know what to do, so it cannot be kept under another",
                next: name == .preCommit
                    ? "add this line to it: \(HuskyFile.command(program: nil))"
                    : "call this from it, with its standard input: \(name.command)")
        }
    }

    private func refusal(_ file: HookFile, _ why: String, next: String) -> Trouble {
        Trouble("hook not installed: there is one that cannot be chained", at: file.path, why: why, next: next)
    }

    private func lines(_ name: HookName, _ change: HookChange) -> [String] {
        let path = place.shown(place.ownPath(name))
        guard change.text != nil else { return ["\(name.rawValue): installed already in \(path)"] }
        let verb = change.file.kind == .ours ? "updated" : "installed"
        let older = change.keepsOlder || (change.file.hasOlder && change.isWholeFile)
        return ["\(name.rawValue): \(verb) in \(path)"]
            + (older ? ["  the hook that was there is kept and runs first: \(place.shown(change.file.olderPath))"] : [])
    }

    private func notes(_ program: String?) -> [String] {
        var notes: [String] = []
        if let setting = place.folder.setting, ["global", "system"].contains(setting.scope) {
            notes.append("note: this folder serves every repository that has no hooks folder of its own (\(place.reason))")
        }
        if place.isInWorkTree {
            notes.append("note: this file belongs to the work tree; who commits it asks everyone here to have rekey")
            if let program {
                notes.append("note: rekey is not in PATH, so the file names \(program); put rekey into PATH before you commit it")
            }
        }
        if case .husky = place.keeper, place.folder.setting == nil {
            notes.append("note: husky is not active in this clone; run: npx husky")
        }
        return notes + ["to see whether it blocks here, run: rekey doctor"]
    }

    /// Tells what to add to lefthook's file, which is not rewritten.
    private func lefthook(_ file: String, _ names: [HookName]) throws(Trouble) -> [String] {
        let text = String(decoding: try TextFile.read(file) ?? [], as: UTF8.self)
        let shown = place.shown(file)
        if text.contains("rekey scan --staged") {
            return ["pre-commit: \(shown) runs rekey already", "to see whether it blocks here, run: rekey doctor"]
        }
        let snippet = "pre-commit:\n  jobs:\n    - name: rekey\n      run: rekey scan --staged --quiet\n"
        let push = "pre-push:\n  jobs:\n    - name: rekey\n      run: rekey scan --range \"HEAD --not --remotes={1}\" --quiet\n"
        throw Trouble(
            "hook not installed: lefthook writes the hooks of this repository", at: shown,
            why: "a hook beside lefthook's would be gone after its next `lefthook install`, and rekey does not rewrite your file",
            next: "add this to \(shown), then run: lefthook install && rekey doctor\n\n\(snippet)\(names.contains(.prePush) ? push : "")")
    }

    /// Takes our hooks away and puts back what was there; gives what was done, line by line.
    package func uninstall() throws(Trouble) -> [String] {
        var lines: [String] = []
        for name in HookName.allCases {
            // Why: a hook may have been installed before core.hooksPath or husky came.
            var paths = [place.ownPath(name)]
            for path in [place.path(name), "\(place.defaultFolderPath)/\(name.rawValue)"] where !paths.contains(path) { paths.append(path) }
            for path in paths { lines += try remove(name, at: path) }
        }
        return lines.isEmpty ? ["no hook of rekey here"] : lines
    }

    private func remove(_ name: HookName, at path: String) throws(Trouble) -> [String] {
        let file = try HookFile(path, name)
        let shown = place.shown(path)
        if HuskyFile.holdsBlock(file), file.kind == .foreign {
            let text = HuskyFile.without(file.text)
            if !text.isEmpty {
                try HookChange(file: file, text: text, isWholeFile: false).apply()
                return ["\(name.rawValue): rekey's lines taken out of \(shown)"]
            }
        } else if file.kind != .ours {
            return []
        }
        let isRestored = file.hasOlder
        guard unsafe isRestored ? rename(file.olderPath, path) == 0 : unlink(path) == 0 else { throw HookChange.trouble(path) }
        return ["\(name.rawValue): taken away from \(shown)" + (isRestored ? "; the hook that was there before is back" : "")]
    }

    /// Makes the folder and those above it that are missing.
    private static func makeFolder(_ path: String) throws(Trouble) {
        if HookFile.isFolder(path) { return }
        let above = Path.folder(of: path)
        if !HookFile.exists(above), above != path { try makeFolder(above) }
        guard unsafe mkdir(path, 0o777) != 0 else { return }
        throw Trouble("hooks folder not usable", at: path, why: unsafe String(cString: strerror(errno)), next: "run: rekey doctor")
    }
}
