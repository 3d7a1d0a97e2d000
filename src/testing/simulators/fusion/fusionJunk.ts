/** Events that no client should trip over: none of them is news that could be believed. */
export function junkEvents(intentIds: readonly string[]): readonly (readonly [event: string, ...args: unknown[]])[] {
  const [intentId = '0x00'] = intentIds
  return [
    ['intent:status'],
    ['intent:status', null],
    ['intent:status', 'completed'],
    ['intent:status', []],
    ['intent:status', {}],
    ['intent:status', { intentId }],
    ['intent:status', { status: 'completed' }],
    ['intent:status', { intentId, status: 42 }],
    ['intent:status', { intentId, status: null }],
    ['intent:status', { intentId: [intentId], status: 'completed' }],
    ['intent:status', JSON.parse('{"__proto__":{"status":"completed"}}')],
    ['intent:proof', null],
    ['intent:proof', { proofStatus: 'verified' }],
    ['intent:new', 7],
    ['intent:status_changed', { oldStatus: 'matched' }],
    ['intent:proof_changed', { intentId: 7 }],
    ['intent:removed', {}],
    ['intent:removed', { intentId: 7 }],
    ['intent:not_found', null],
    ['mempool:stats', null],
    ['mempool:stats', { total: 'many' }],
    ['pong'],
    ['error'],
    ['intent:unheard_of', { intentId, status: 'completed' }],
    ['__proto__', { intentId, status: 'completed' }],
    ['intent:status', 'x'.repeat(20_000)],
  ]
}
