/** Stories play at a pace that can be watched; as tests they are played in fast motion. */
export const speed = '__vitest_browser__' in globalThis ? 30 : 1
