/**
 * Asks past every cache: some frameworks cache `fetch` unless told not to. Older runtimes of Cloudflare Workers throw
 * at `cache`, before anything leaves, with a message that names it. There it is asked without.
 */
export async function fetchFresh(fetch: typeof globalThis.fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, cache: 'no-store' })
  } catch (error) {
    if (!/cache/i.test(String(error))) throw error
    return fetch(url, init)
  }
}
