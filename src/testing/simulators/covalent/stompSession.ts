import type { SimulatorClock } from '../../kit/clock.js'
import type { Frame } from '../../kit/server.js'
import { createHeartBeats } from './stompHeartBeats.js'
import { createStompReader, serialiseFrame, type StompFrame, type StompVersion } from './stompFrame.js'

export interface StompSubscription {
  /** Undefined where a client of version 1.0 gave none. */
  readonly id: string | undefined
  readonly destination: string
}

export interface StompSessionContext {
  readonly id: string
  readonly clock: SimulatorClock
  /** The versions that this server speaks, the best first. */
  readonly versions: readonly StompVersion[]
  /** How often it can send a beat, and how often it wants one; 0 for never. */
  readonly beatMs: { readonly sends: number; readonly wants: number }
  send(text: string): void
  close(code: number, reason: string): void
  /** Why it isn't let in, and the code to close with; undefined where it is welcome. `swallow`: it gets no answer. */
  checkConnect(frame: StompFrame): { readonly message: string; readonly code: number } | 'swallow' | undefined
  /** Why nothing can be heard there; undefined where all is well. */
  checkDestination(destination: string): string | undefined
  subscribed(subscription: StompSubscription): void
  unsubscribed(): void
  beat(): void
  /** The client did what it should not have done; an ERROR frame follows. */
  violated(): void
}

export interface StompSession {
  /** A piece of what the client sends. */
  receive(piece: Frame): void
  isConnected(): boolean
  subscriptions(): readonly StompSubscription[]
  /** A MESSAGE for one of its subscriptions. */
  toMessage(subscription: Partial<StompSubscription>, body: string): string
  /** Says ERROR, and closes. */
  fail(message: string, code: number, reason?: string): void
  /** The socket is gone: no more beats. */
  stop(): void
}

/** The server's side of one STOMP connection, on which the client only listens. */
export function createStompSession(context: StompSessionContext): StompSession {
  let version: StompVersion | undefined
  let isOver = false
  let messages = 0
  const subscriptions = new Map<string, StompSubscription>()

  const say = (command: string, headers: Readonly<Record<string, string>>, body = ''): void =>
    context.send(serialiseFrame(command, headers, body, version ?? '1.0'))
  const stop = (): void => {
    isOver = true
    beats.stop()
  }
  const fail = (message: string, code: number, reason = message, headers = {}): void => {
    say('ERROR', { message, 'content-type': 'text/plain', ...headers }, `${message}\n`)
    stop()
    context.close(code, reason)
  }
  /** The specification closes the connection after every ERROR. */
  const blame = (message: string, frame?: StompFrame, headers = {}): void => {
    context.violated()
    const receipt = frame?.headers.get('receipt')
    fail(message, 1002, 'Protocol error', { ...headers, ...(receipt !== undefined && { 'receipt-id': receipt }) })
  }
  const beats = createHeartBeats({
    ...context.beatMs,
    clock: context.clock,
    send: () => context.send('\n'),
    missed: (ms) => blame(`No heart-beat came for ${ms} ms`),
  })

  const connect = (frame: StompFrame): void => {
    if (version !== undefined) return blame('The connection is made already', frame)
    const refusal = context.checkConnect(frame)
    if (refusal === 'swallow') return
    if (refusal !== undefined) return fail(refusal.message, refusal.code)
    const accepted = (frame.headers.get('accept-version') ?? '1.0').split(',').map((text) => text.trim())
    const agreed = context.versions.find((known) => accepted.includes(known))
    if (agreed === undefined) {
      const known = [...context.versions].sort().join(',')
      return blame(`Supported protocol versions are ${known}`, frame, { version: known })
    }
    const beat = /^\s*(\d+)\s*,\s*(\d+)\s*$/.exec(frame.headers.get('heart-beat') ?? '0,0')
    if (beat === null) return blame('The heart-beat header is not two numbers', frame)
    version = agreed
    // The first version knows neither.
    const news = { version, 'heart-beat': `${context.beatMs.sends},${context.beatMs.wants}` }
    say('CONNECTED', { ...(version !== '1.0' && news), session: context.id, server: 'covalent-simulator/1' })
    if (version !== '1.0') beats.start(Number(beat[1]), Number(beat[2]))
  }
  const subscribe = (frame: StompFrame): void => {
    const id = frame.headers.get('id')
    const destination = frame.headers.get('destination')
    const ack = frame.headers.get('ack') ?? 'auto'
    if (destination === undefined) return blame('SUBSCRIBE has no destination', frame)
    if (id === undefined && version !== '1.0') return blame('SUBSCRIBE has no id', frame)
    const key = toKey(id, destination)
    if (subscriptions.has(key)) return blame(`The subscription ${id ?? destination} is made already`, frame)
    if (ack !== 'auto') return blame(`The service acknowledges by itself: ack is '${ack}', and can only be auto`, frame)
    const refusal = context.checkDestination(destination)
    if (refusal !== undefined) return blame(refusal, frame)
    const subscription = { id, destination }
    subscriptions.set(key, subscription)
    confirm(frame)
    context.subscribed(subscription)
  }
  const unsubscribe = (frame: StompFrame): void => {
    const id = frame.headers.get('id')
    const destination = frame.headers.get('destination')
    if (id === undefined && version !== '1.0') return blame('UNSUBSCRIBE has no id', frame)
    if (!subscriptions.delete(toKey(id, destination))) {
      return blame(`There is no subscription ${id ?? destination ?? 'without an id'}`, frame)
    }
    context.unsubscribed()
    confirm(frame)
  }
  const confirm = (frame: StompFrame): void => {
    const receipt = frame.headers.get('receipt')
    if (receipt !== undefined) say('RECEIPT', { 'receipt-id': receipt })
  }
  const receiveFrame = (frame: StompFrame): void => {
    const { command, body } = frame
    if (command === 'CONNECT' || command === 'STOMP') return connect(frame)
    if (version === undefined) return blame(`${command} came before CONNECT`, frame)
    if (version !== '1.0' && body !== '' && command !== 'SEND') return blame(`${command} has a body`, frame)
    if (command === 'SUBSCRIBE') return subscribe(frame)
    if (command === 'UNSUBSCRIBE') return unsubscribe(frame)
    if (command !== 'DISCONNECT') return blame(refusals[command] ?? `There is no command ${command}`, frame)
    confirm(frame)
    stop()
    context.close(1000, '')
  }

  const read = createStompReader(
    {
      frame: (frame) => {
        if (!isOver) receiveFrame(frame)
      },
      beat: () => context.beat(),
      broken: (reason) => {
        if (!isOver) blame(reason)
      },
    },
    () => version,
  )

  return {
    receive(piece) {
      beats.heard()
      read(piece)
    },
    isConnected: () => version !== undefined && !isOver,
    subscriptions: () => [...subscriptions.values()],
    toMessage: ({ id, destination = '' }, body) =>
      serialiseFrame(
        'MESSAGE',
        {
          ...(id !== undefined && { subscription: id }),
          'message-id': `${context.id}-${(messages += 1)}`,
          destination,
          'content-type': 'application/json;charset=utf-8',
        },
        body,
        version ?? '1.0',
      ),
    fail,
    stop,
  }
}

const refusals: Readonly<Record<string, string>> = {
  SEND: 'Nothing can be sent here: the service only publishes',
  ACK: 'The service acknowledges by itself',
  NACK: 'The service acknowledges by itself',
  BEGIN: 'The service has no transactions',
  COMMIT: 'The service has no transactions',
  ABORT: 'The service has no transactions',
}

/** By its id; in version 1.0 also by its destination alone. */
function toKey(id: string | undefined, destination: string | undefined): string {
  return id === undefined ? `destination ${destination}` : `id ${id}`
}
