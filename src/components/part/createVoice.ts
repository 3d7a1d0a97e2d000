import type { Clock } from '../../core/contract/environment.js'
import type { Manner, Voice } from '../../react/client/onwireRuntime.js'
import { hide } from './hide.js'

/** News that come within are said together. */
const waitMs = 500
/** Nobody reads in the page a thing that was said long ago. */
const keptMs = 5000
/** More are not read out for one text. */
const mostNames = 10

interface Utterance {
  readonly root: HTMLElement
  readonly text: string
  readonly manner: Manner | undefined
}

/**
 * Creates the voice of all parts under a provider.
 *
 * - There is one polite region in the page as long as there is a part, and an alert while something urgent is said.
 * - Each speaker's newest text counts, and one that is taken back in time is not said.
 * - The same text of several roots is one sentence, with their names: the label of each, as the page has it.
 * - Texts have the language of their root. A root in a modal dialog is heard there: all else is silent then.
 */
export function createVoice(clock: Pick<Clock, 'after'>): Voice {
  const roots = new Set<HTMLElement>()
  const waiting = new Map<object, Utterance>()
  let region: HTMLElement | undefined
  let alert: HTMLElement | undefined
  let stop: (() => void) | undefined
  let forget: (() => void) | undefined

  function speak() {
    stop = undefined
    const all = [...waiting.values()]
    waiting.clear()
    const urgent = all.filter(({ manner }) => manner === 'urgent')
    const polite = all.filter((utterance) => !urgent.includes(utterance))
    forget?.()
    forget = clock.after(keptMs, clear)
    if (polite[0]) region?.replaceChildren(...toLines(polite))
    if (!urgent[0]) return
    alert?.remove()
    // An alert is said as it comes into the page.
    alert = create(urgent[0].root, 'alert')
    alert.append(...toLines(urgent))
    toPlace(urgent, urgent[0].root).append(alert)
  }

  function clear() {
    region?.replaceChildren()
    alert?.remove()
  }

  function place(root: HTMLElement) {
    region ??= create(root, 'status')
    const home = toPlace(waiting.values(), root)
    if (region.parentNode !== home) home.append(region)
  }

  return {
    join(root) {
      roots.add(root)
      if (!region?.isConnected) place(root)
      return () => {
        roots.delete(root)
        if (roots.size > 0) return
        stop?.()
        forget?.()
        stop = undefined
        waiting.clear()
        clear()
        region?.remove()
      }
    },
    say(root, speaker, text, manner) {
      if (!text) return void waiting.delete(speaker)
      waiting.set(speaker, { root, text, manner })
      // A region has to be in the page for a while before it says anything.
      place(root)
      stop ??= clock.after(waitMs, speak)
    },
  }
}

function create({ ownerDocument }: HTMLElement, role: 'status' | 'alert'): HTMLElement {
  const element = ownerDocument.createElement('div')
  element.setAttribute('role', role)
  element.dataset['slot'] = 'ow-visually-hidden'
  hide(element)
  return element
}

/** Finds the dialog of any that speak: outside of a modal one nothing is heard. */
function toPlace(utterances: Iterable<Utterance>, root: HTMLElement): Element {
  const roots = [root, ...[...utterances].map((utterance) => utterance.root)]
  return roots.flatMap((one) => one.closest('dialog,[aria-modal=true]') ?? [])[0] ?? root.ownerDocument.body
}

/** Makes a paragraph of each text, which begins with the names of those who say it. */
function toLines(utterances: readonly Utterance[]): HTMLElement[] {
  const byText = new Map<string, Utterance[]>()
  for (const utterance of utterances) byText.set(utterance.text, [...(byText.get(utterance.text) ?? []), utterance])
  return [...byText].map(([text, same]) => {
    const names = [...new Set(same.flatMap(({ manner, root }) => (manner === 'nameless' ? [] : toName(root) || [])))]
    if (names.length > mostNames) names.splice(mostNames, names.length, '…')
    const root = same[0]?.root
    const line = (root?.ownerDocument ?? document).createElement('p')
    line.lang = root?.closest<HTMLElement>('[lang]')?.lang ?? ''
    line.dir = root?.closest<HTMLElement>('[dir]')?.dir ?? ''
    line.textContent = `${names.join(', ')}${names[0] ? ': ' : ''}${text}`
    return line
  })
}

function toName(root: HTMLElement): string | null {
  const ids = root.getAttribute('aria-labelledby')?.split(' ')
  return ids
    ? ids.map((id) => root.ownerDocument.getElementById(id)?.textContent).join(' ')
    : root.getAttribute('aria-label')
}
