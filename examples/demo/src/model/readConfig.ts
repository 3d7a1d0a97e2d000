/** Where the page's services are, as the demo's own server tells it. */
export interface DemoConfig {
  readonly relay:
    | { readonly mode: 'simulator'; readonly wsUrl: string; readonly apiUrl: string }
    | { readonly mode: 'live'; readonly requestId?: string }
  readonly fusion: { readonly url: string }
  readonly covalent: { readonly socketUrl: string; readonly apiUrl: string; readonly url: string }
  readonly webhookRelay: { readonly url: string }
}

export async function readConfig(): Promise<DemoConfig> {
  const response = await fetch('/api/config')
  const isJson = response.headers.get('content-type')?.includes('json')
  if (!response.ok || !isJson)
    throw new Error('This page has no server that tells it where its services are. Start it with: npm start')
  return response.json()
}

/** A socket's address with a key that nobody had before: asked for before each attempt. */
export async function readSocketUrl(of: 'relay' | 'covalent'): Promise<string> {
  const { url } = await askServer(`/api/socket-url?of=${of}`)
  return String(url)
}

/** A key by itself. */
export async function readToken(): Promise<string> {
  const { token } = await askServer('/api/token')
  return String(token)
}

async function askServer(path: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(path)
  if (!response.ok) throw new Error(`The demo's server answered ${response.status} when it was asked for a key.`)
  return response.json()
}
