/** `limit` is what was reached, and fails the tests when it is passed; `goal` is where it is to come down to. */
export interface Limit {
  readonly limit: number
  readonly goal: number
}

/** Set once every figure has reached its goal: from then on no limit may stand above it. */
export const areGoalsReached = false

/** Whoever improves a figure lowers its limit here. None goes up. */
export const limits = {
  longestFunction: { limit: 236, goal: 110 },
  lets: { limit: 19, goal: 5 },
  longFunctions: { limit: 12, goal: 4 },
  fileLength: { limit: 140, goal: 140 },
  mixedFolder: { limit: 20, goal: 13 },
  importCircles: { limit: 2, goal: 0 },
  topicKeys: { limit: 11, goal: 1 },
  topicChecks: { limit: 7, goal: 1 },
  privateWordsOfCore: { limit: 76, goal: 14.9 },
  privateWordsOfServer: { limit: 2, goal: 14.9 },
  wideComments: { limit: 296, goal: 0 },
  backwardComments: { limit: 487, goal: 0 },
  wideDeclarations: { limit: 125, goal: 19 },
  sharedFiles: { limit: 5, goal: 1 },
  ambiguousNames: { limit: 0, goal: 0 },
  readmeBytes: { limit: 12_288, goal: 12_288 },
} as const satisfies Readonly<Record<string, Limit>>
