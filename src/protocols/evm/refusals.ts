/** Close codes after which trying again with the same key is useless. No provider documents its own. */
export const evmRefusals: readonly number[] = [1008, 4001, 4401, 4403]
