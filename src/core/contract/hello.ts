import type { LinkContext } from './linkContext.js'
import type { Topic } from './topic.js'

/** Begins a link. Returns a function that ends it: nothing is called after that, and no timer is left. */
export type StartHello<Out> = { start(context: LinkContext<Topic, Out>): () => void }['start']
