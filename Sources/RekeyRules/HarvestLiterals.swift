/// Literals near which the name of a Supabase project stands; `ProjectRef.harvest` in RekeySupabase reads it.
///
/// They are kept here because the build compiles them into the prefilter; a test in RekeyDetectTests holds them against what `harvest` reads.
package enum HarvestLiterals {
    /// Case-sensitive, one within 64 bytes behind or 96 bytes before every name that `harvest` finds.
    ///
    /// Source: the places where a project reference is written, in Supabase's documentation and configuration files.
    package static let all = [
        ".supabase.co", ".supabase.in", ".supabase.red", ".supabase.green", ".snapcloud.", ".pooler.supabase.",
        "supabase.com/dashboard/project/", "supabase.com/project/", "supabase.io/project/", "supabase.com/v1/projects/",
        "supabase.io/v1/projects/", "postgres.", "reference%3D", "reference%3d", "reference=", "project-ref", "project_ref", "projectRef",
        "PROJECT_REF", "project_id", "projectId", "PROJECT_ID",
    ]
}
