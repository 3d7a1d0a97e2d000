import type { BusTopic } from './bus.js'

/** Identifies a topic among those of all protocols. */
export function toTopicId({ key, protocol }: Pick<BusTopic, 'key' | 'protocol'>): string {
  return `${protocol}\n${key}`
}
