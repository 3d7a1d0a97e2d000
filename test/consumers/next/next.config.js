// The folder lies beneath another project's lock file, by which Next.js would find a root of its own.
module.exports = { turbopack: { root: __dirname }, outputFileTracingRoot: __dirname }
