/** Imports that climb and haven't been mended yet, each file with those that it imports. The list only gets shorter. */
export const knownClimbs: Readonly<Record<string, readonly string[]>> = {
  'server/bridge/bridgeOptions': ['server/bridge/requests/authorize'],
  'server/bridge/readers/readerSession': ['server/bridge/requests/readTopics'],
  'server/bridge/readers/interests': ['server/bridge/requests/refusal'],
  'server/bridge/services': ['server/bridge/requests/authorize', 'server/bridge/requests/readTopics'],
  'server/bridge/upstream/anonymousSnapshots': ['server/bridge/requests/refusal'],
  'server/bridge/upstream/upstream': ['server/bridge/requests/refusal'],
}
