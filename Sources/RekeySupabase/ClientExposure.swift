/// Variables that front-end tools copy into what every visitor downloads.
package enum ClientExposure {
    /// Prefixes that mean "put this into the client". Source: the manuals of Next.js, Vite, Expo, Create React App, SvelteKit, Astro, Nuxt, Gatsby.
    private static let prefixes = ["NEXT_PUBLIC_", "VITE_", "EXPO_PUBLIC_", "REACT_APP_", "PUBLIC_", "NUXT_PUBLIC_", "GATSBY_"]

    /// The exposing prefix of a variable's name, for example `NEXT_PUBLIC_`; `nil` when it stays on the server. Case counts, as it does for the tools.
    package static func prefix(of variable: String) -> String? {
        prefixes.first { variable.hasPrefix($0) && variable.utf8.count > $0.utf8.count }
    }

    /// Whether an exposed variable's name says that it holds a secret: a mistake even before the value is judged.
    package static func exposesSecret(_ variable: String) -> Bool {
        guard let prefix = prefix(of: variable) else { return false }
        let name = variable.dropFirst(prefix.count).uppercased()
        return name.contains("SERVICE_ROLE") || name.contains("SECRET")
    }
}
