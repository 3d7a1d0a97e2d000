/** `limit` is what was reached, and fails the tests when it is passed; `goal` is where it is to come down to. */
export interface Limit {
  readonly limit: number
  readonly goal: number
}

/** Set once every figure has reached its goal: from then on no limit may stand above it. */
export const areGoalsReached = true

/** Whoever improves a figure lowers its limit here. None goes up. */
export const limits = {
  longestFunction: { limit: 108, goal: 110 },
  lets: { limit: 5, goal: 5 },
  longFunctions: { limit: 4, goal: 4 },
  fileLength: { limit: 135, goal: 140 },
  mixedFolder: { limit: 13, goal: 13 },
  importCircles: { limit: 0, goal: 0 },
  topicKeys: { limit: 1, goal: 1 },
  topicChecks: { limit: 1, goal: 1 },
  privateWordsOfCore: { limit: 0, goal: 14.9 },
  privateWordsOfServer: { limit: 1, goal: 14.9 },
  wideComments: { limit: 0, goal: 0 },
  backwardComments: { limit: 0, goal: 0 },
  wideDeclarations: { limit: 19, goal: 19 },
  sharedFiles: { limit: 1, goal: 1 },
  ambiguousNames: { limit: 0, goal: 0 },
  readmeBytes: { limit: 12_288, goal: 12_288 },
} as const satisfies Readonly<Record<string, Limit>>
