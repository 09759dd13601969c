extension ValueChange {
    /// What is wrong with where the changed files lie: tracked by git, about to be, or open to other users; each once.
    package var warnings: [FileWarning] { files.flatMap { FileWarning.of($0, place) } }
}
