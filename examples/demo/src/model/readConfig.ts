/** Where the demo's servers are, as its own server tells it. */
export type DemoConfig =
  | { readonly mode: 'simulator'; readonly wsUrl: string; readonly apiUrl: string }
  | { readonly mode: 'live'; readonly requestId?: string }

export async function readConfig(): Promise<DemoConfig> {
  const response = await fetch('/api/config')
  const isJson = response.headers.get('content-type')?.includes('json')
  if (!response.ok || !isJson)
    throw new Error('This page has no server that tells it where Relay is. Start it with: npm start')
  return response.json()
}

/** The socket's address with a key that nobody had before: asked for before each attempt. */
export async function readSocketUrl(): Promise<string> {
  const response = await fetch('/api/socket-url')
  if (!response.ok) throw new Error(`The demo's server answered ${response.status} when it was asked for a key.`)
  const { url } = await response.json()
  return url
}
