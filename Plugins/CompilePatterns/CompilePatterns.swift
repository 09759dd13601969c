import Foundation
import PackagePlugin

/// Runs `compile-patterns` over `patterns/` and adds the file it writes to RekeyPatterns.
@main
struct CompilePatterns: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let patterns = context.package.directoryURL.appending(path: "patterns/rules")
        let names = try FileManager.default.contentsOfDirectory(atPath: patterns.path).filter { $0.hasSuffix(".toml") }.sorted()
        let inputs = names.map { patterns.appending(path: $0) }
        let output = context.pluginWorkDirectoryURL.appending(path: "Catalogue.swift")
        return [
            .buildCommand(
                displayName: "Compiling patterns/rules",
                executable: try context.tool(named: "compile-patterns").url,
                arguments: ["--output", output.path] + inputs.map(\.path),
                inputFiles: inputs,
                outputFiles: [output])
        ]
    }
}
