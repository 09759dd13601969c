import Foundation
import PackagePlugin

/// Runs `compile-patterns` over `patterns/` and adds the file it writes to RekeyPatterns.
@main
struct CompilePatterns: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let patterns = context.package.directoryURL.appending(path: "patterns")
        var arguments = ["--output", context.pluginWorkDirectoryURL.appending(path: "Catalogue.swift").path]
        var inputs: [URL] = []
        for folder in ["rules", "playbooks", "stores"] {
            let files = Self.files(of: patterns.appending(path: folder))
            arguments += ["--\(folder)"] + files.map(\.path)
            inputs += files
        }
        return [
            .buildCommand(
                displayName: "Compiling patterns",
                executable: try context.tool(named: "compile-patterns").url,
                arguments: arguments,
                inputFiles: inputs,
                outputFiles: [context.pluginWorkDirectoryURL.appending(path: "Catalogue.swift")])
        ]
    }

    /// The TOML files of a folder, sorted by name; none when there is no such folder.
    private static func files(of folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".toml") }.sorted().map { folder.appending(path: $0) }
    }
}
