// The folder lies beneath another project's lock file, by which Next.js would find a root of its own.
const root = import.meta.dirname

export default { turbopack: { root }, outputFileTracingRoot: root }
