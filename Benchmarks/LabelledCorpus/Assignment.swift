/// A name and its value: what a container form writes in its own way.
package struct Assignment: Sendable, Equatable {
    package var name: String
    /// The value; its marked part is the secret.
    package var value: MarkedText
    /// Whether it is this assignment's secret that is looked for, and not a neighbour's.
    package var isSecret: Bool
    /// Whether the name is the same in every container, as that of an environment variable which a program reads.
    package var keepsName: Bool

    package init(name: String, value: MarkedText, isSecret: Bool = true, keepsName: Bool = false) {
        (self.name, self.value, self.isSecret, self.keepsName) = (name, value, isSecret, keepsName)
    }

    func name(in style: NameStyle) -> String { keepsName ? name : style.write(name) }
}
