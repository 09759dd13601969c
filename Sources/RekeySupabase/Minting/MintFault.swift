/// Why no key set was made. Holds no secret.
package enum MintFault: Error, Equatable {
    /// No part was asked for.
    case nothingAsked
    /// Signing keys embed the JWT secret: it is neither made in the same run nor given.
    case jwtSecretMissing
    /// A JWT secret was given although no key embeds it, or a new one is made.
    case jwtSecretNotUsed
    case jwtSecretUnusable(JWTSecretWeakness)
    /// The time given is before 1970, or tokens would expire after the year 9999.
    case clockUnusable
    /// libcrypto gave no random bytes.
    case randomUnavailable
    /// libcrypto refused to make a key, a signature or a code.
    case cryptoRefused
    /// A value did not pass our own check; nothing was handed out.
    case unsound(variable: String)
}
