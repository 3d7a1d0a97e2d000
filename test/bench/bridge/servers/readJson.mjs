// @ts-check

/**
 * @param {import('node:http').IncomingMessage} request
 * @returns {Promise<any>}
 */
export async function readJson(request) {
  /** @type {Buffer[]} */
  const parts = []
  for await (const part of request) parts.push(part)
  return JSON.parse(Buffer.concat(parts).toString())
}
