/// What has to happen before a changed value is used.
package enum ChangeEffect: String, Sendable, Hashable, CaseIterable {
    /// The change itself is enough.
    case nothing
    case restart
    /// A container is made anew; restarting it keeps the old environment.
    case recreate
    /// The value is part of what was built.
    case rebuild
    case redeploy
    /// A pipeline, playbook or script runs again.
    case rerun
}
