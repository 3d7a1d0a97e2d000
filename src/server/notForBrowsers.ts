/**
 * All that a browser's bundle finds of `onwire/server`, so that it fails for want of what it imports. For most bundlers the null in
 * package.json does that; Vite 8 passes over a null to the next condition.
 */
export const notForBrowsers = 'onwire/server holds keys, and belongs on a server or an edge runtime.'
