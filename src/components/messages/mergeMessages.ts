import { overlay } from './overlay.js'
import { defaultMessages } from './defaultMessages.js'
import type { Messages, PartialMessages } from './messages.js'

/** Lays `over` on `base`; returns `base` itself where there is nothing to lay on it. */
export function mergeMessages(base: Messages, over: PartialMessages | undefined): Messages {
  return over ? overlay(base, over, mergeGroup) : base
}

/** Lays some words of a family on all of them. Words that have names are laid on each other by name. */
export function mergeWords<Words extends object>(base: Words, over: object | undefined): Words {
  return over ? overlay(base, over, mergeNamed) : base
}

/** A group that isn't among the default messages belongs to a family: groups of words by name may be in it. */
function mergeGroup(base: unknown, over: unknown, key: string): unknown {
  return Object.hasOwn(defaultMessages, key) ? mergeNamed(base, over) : mergeWords(Object(base), Object(over))
}

function mergeNamed(base: unknown, over: unknown): unknown {
  return typeof over === 'object' && over !== null ? Object.assign({}, base, over) : over
}
