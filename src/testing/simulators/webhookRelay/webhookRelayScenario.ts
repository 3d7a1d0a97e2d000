import type { WebhookRelayFaultName } from './webhookRelayFaults.js'
import type { WebhookRelaySample } from './webhookRelaySamples.js'

/** Webhooks come. Times are milliseconds after the story's start. */
export interface WebhookRelayDeliveryStep {
  readonly at: number
  /** How many. */
  readonly webhooks: number
  /** How far apart. Default 0: all at once. */
  readonly everyMs?: number
  /** Their kinds, in turns. Default JSON. */
  readonly samples?: readonly WebhookRelaySample[]
  /** True: the socket's message carries the log's id. Default true. */
  readonly hasId?: boolean
  /** How often each message is sent. Default 1. */
  readonly times?: number
  /** They came before the story: they are in the log, and no socket tells them. */
  readonly past?: true
}

/** A switch thrown while the story runs; it acts on the whole simulator, as an outage does. */
export interface WebhookRelayFaultStep {
  readonly at: number
  readonly fault: WebhookRelayFaultName
}

export type WebhookRelayStep = WebhookRelayDeliveryStep | WebhookRelayFaultStep

/** One story that some buckets and the way to the service can tell, as a value. */
export interface WebhookRelayScenario {
  /** Kebab-case. */
  readonly name: string
  readonly title: string
  readonly description: string
  /** Which outputs the bucket has. Default `none`. */
  readonly outputs?: 'none' | 'several' | 'public'
  /** Over how many buckets the webhooks are spread. Default 1. */
  readonly buckets?: number
  /** In order of `at`. */
  readonly steps: readonly WebhookRelayStep[]
  readonly expect: {
    /** How much a client receives that subscribed once at the start, and never asked REST. */
    readonly socketAlone: 'complete' | 'incomplete' | 'nothing'
  }
}
