/// Literals near which the name of a Supabase project stands; `ProjectRef` in RekeySupabase reads it.
package enum HarvestLiterals {
    /// Source: the places where a project reference is written, in Supabase's documentation and configuration files.
    package static let all = [
        ".supabase.co", ".supabase.in", "supabase.com/dashboard/project/", "postgres.", "reference%3D", "reference=", "project-ref",
        "project_ref", "PROJECT_REF", "PROJECT_ID",
    ]
}
