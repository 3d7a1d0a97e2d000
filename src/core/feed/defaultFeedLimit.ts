/** Items of a feed that are kept where nobody sets a limit. */
export const defaultFeedLimit = 100
