/** Runtimes of functions that a stack file can choose; model/runtimes.ts says when each ends. */
export const LAMBDA_RUNTIMES = [
    ...(["nodejs22.x", "nodejs24.x"] as const),
    ...(["python3.11", "python3.12", "python3.13", "python3.14"] as const),
    ...(["java17", "java21", "java25", "dotnet10", "ruby3.3", "ruby3.4"] as const),
    // Anything that speaks Lambda's protocol: Go, Rust, and so on.
    "provided.al2023",
] as const;
