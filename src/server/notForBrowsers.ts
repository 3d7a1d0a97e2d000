/**
 * Stands for `onwire/server` in a browser's bundle, which then fails because its imports are missing.
 * For most bundlers the null in package.json does that; Vite 8 passes over a null to the next condition.
 */
export const notForBrowsers = 'onwire/server holds keys, and belongs on a server or an edge runtime.'
