/** Close codes after which trying again with the same key is useless; as for Relay, none of them is documented. */
export const covalentRefusals: readonly number[] = [1008, 3000, 3003, 4001, 4401, 4403]
