import { hexDigits, type Random } from '../../kit/random.js'
import type { CovalentDecoded, CovalentParam, CovalentValue } from './covalentLogEvent.js'

/** One log's contents: topics, data, and the same decoded where the service knows the event. */
export interface DrawnEvent {
  readonly topics: readonly string[]
  readonly data: string | null
  readonly decoded: CovalentDecoded | null
}

type Type = 'address' | 'uint256' | 'bool' | 'uint256[]' | 'bytes32' | 'string'

interface EventKind {
  readonly name: string
  readonly topic: string
  readonly params: readonly { readonly name: string; readonly type: Type; readonly indexed: boolean }[]
}

const indexed = (name: string, type: Type) => ({ name, type, indexed: true })
const plain = (name: string, type: Type) => ({ name, type, indexed: false })

/** Events of well-known contracts, one for each shape that a value can have. `topic` is the hash of the signature. */
export const eventKinds: readonly EventKind[] = [
  {
    name: 'Transfer',
    topic: '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef',
    params: [indexed('from', 'address'), indexed('to', 'address'), plain('value', 'uint256')],
  },
  {
    name: 'Approval',
    topic: '0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925',
    params: [indexed('owner', 'address'), indexed('spender', 'address'), plain('value', 'uint256')],
  },
  {
    name: 'ApprovalForAll',
    topic: '0x17307eab39ab6107e8899845ad3d59bd9653f200f220920489ca2b5937696c31',
    params: [indexed('account', 'address'), indexed('operator', 'address'), plain('approved', 'bool')],
  },
  {
    name: 'TransferBatch',
    topic: '0x4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb',
    params: [
      indexed('operator', 'address'),
      indexed('from', 'address'),
      indexed('to', 'address'),
      plain('ids', 'uint256[]'),
      plain('values', 'uint256[]'),
    ],
  },
  {
    name: 'TextChanged',
    topic: '0xd8c9334b1a9c2f9da342a0a2b32629c1a229b6445dad78947f674b44444a7550',
    params: [indexed('node', 'bytes32'), indexed('indexedKey', 'string'), plain('key', 'string')],
  },
]

interface DrawnValue {
  readonly value: CovalentValue
  /** In 32-byte words, without 0x: one for what has a fixed size, its whole tail otherwise. */
  readonly words: readonly string[]
  readonly isDynamic: boolean
}

/** An event of that topic; where the topic is unknown to the service, one that it can't decode. */
export function drawEvent(random: Random, topic?: string): DrawnEvent {
  // The last place of the wheel is an event that nobody published a signature for.
  const place = Math.floor(random.next() * (eventKinds.length + 1))
  const kind = topic === undefined ? eventKinds[place] : eventKinds.find((known) => known.topic === topic)
  if (kind === undefined) {
    const topics = [topic ?? `0x${random.text(64, hexDigits)}`, toTopic(drawValue('address', random))]
    return { topics, data: random.next() < 0.5 ? null : `0x${random.text(64, hexDigits)}`, decoded: null }
  }
  const topics = [kind.topic]
  const tail: DrawnValue[] = []
  const params = kind.params.map((param): CovalentParam => {
    const drawn = drawValue(param.type, random)
    // The log has only the hash of an indexed string: nobody can know its value.
    const isLost = param.indexed && drawn.isDynamic
    if (!param.indexed) tail.push(drawn)
    else topics.push(isLost ? `0x${random.text(64, hexDigits)}` : toTopic(drawn))
    return { ...param, decoded: !isLost, value: isLost ? null : drawn.value }
  })
  const signature = kind.params.map(({ name, type, indexed }) => `${indexed ? 'indexed ' : ''}${type} ${name}`)
  return {
    topics,
    data: toData(tail),
    decoded: { name: kind.name, signature: `${kind.name}(${signature.join(', ')})`, params },
  }
}

function drawValue(type: Type, random: Random): DrawnValue {
  const single = (value: CovalentValue, digits: string) => ({
    value,
    words: [digits.padStart(64, '0')],
    isDynamic: false,
  })
  if (type === 'address') {
    const digits = random.text(40, hexDigits)
    return single(`0x${digits}`, digits)
  }
  if (type === 'bytes32') {
    const digits = random.text(64, hexDigits)
    return single(`0x${digits}`, digits)
  }
  if (type === 'bool') {
    const value = random.next() < 0.5
    return single(value, value ? '1' : '0')
  }
  if (type === 'uint256') {
    const digits = drawNumber(random)
    return single(toDecimal(digits), digits)
  }
  if (type === 'string') {
    const text = ['avatar', 'url', 'description', 'com.twitter'][Math.floor(random.next() * 4)] ?? 'avatar'
    const digits = Array.from(text, (letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('')
    return { value: text, words: [toWord(text.length), digits.padEnd(64, '0')], isDynamic: true }
  }
  const items = Array.from({ length: 1 + Math.floor(random.next() * 3) }, () => drawNumber(random))
  return {
    value: items.map((digits) => ({ value: toDecimal(digits), bitSize: 256, typeAsString: 'uint256' })),
    words: [toWord(items.length), ...items.map((digits) => digits.padStart(64, '0'))],
    isDynamic: true,
  }
}

/** From one hexadecimal digit to all sixty-four: small amounts, amounts with eighteen decimals, and "unlimited". */
function drawNumber(random: Random): string {
  return random.text(1 + Math.floor(random.next() * 64), hexDigits)
}

function toDecimal(digits: string): string {
  return BigInt(`0x${digits}`).toString()
}

function toTopic({ words }: DrawnValue): string {
  return `0x${words.join('')}`
}

/** As contracts encode it: what has no fixed size stands at the end, and its place holds its distance in bytes. */
function toData(values: readonly DrawnValue[]): string | null {
  if (values.length === 0) return null
  const tail: string[] = []
  const head = values.map(({ words, isDynamic }) => {
    if (!isDynamic) return words.join('')
    const distance = 32 * (values.length + tail.length)
    tail.push(...words)
    return toWord(distance)
  })
  return `0x${[...head, ...tail].join('')}`
}

function toWord(value: number): string {
  return value.toString(16).padStart(64, '0')
}
