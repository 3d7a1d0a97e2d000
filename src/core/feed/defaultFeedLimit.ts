/** How many items of a feed are kept where nobody says. */
export const defaultFeedLimit = 100
