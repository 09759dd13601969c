/// A name and its value: what a container form writes in its own way.
package struct Assignment: Sendable, Equatable {
    package var name: String
    /// The value; its marked part is the secret.
    package var value: MarkedText
    /// Whether it is this assignment's secret that is looked for, and not a neighbour's.
    package var isSecret: Bool

    package init(name: String, value: MarkedText, isSecret: Bool = true) {
        (self.name, self.value, self.isSecret) = (name, value, isSecret)
    }
}
