import { never, type TopicState } from './topicState.js'

/** A topic of which nothing has been heard, and that nobody watches. */
export const createTopicState = (): TopicState => ({
  subscription: 'none',
  picture: 'empty',
  end: 'open',
  request: 'idle',
  downSince: never,
  watchedAt: never,
  queuedAt: never,
  startedAt: never,
  endedAt: never,
  askedAt: never,
  pushedAt: never,
  quietPolls: 0,
  hasFailed: false,
  isUnheard: false,
  isSlowed: false,
  jitter: 0,
})
