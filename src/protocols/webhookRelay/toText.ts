import { isText } from '../shared/guards.js'

/** The text that was told, if any was. */
export function toText(value: unknown): string | undefined {
  return isText(value) && value !== '' ? value : undefined
}
