/**
 * Switches off the app's defaults that would come in between: another key's data, another shape, an exception for a
 * request that is made again anyway.
 */
export const neutralOptions: object = { placeholderData: undefined, select: undefined, throwOnError: false }
