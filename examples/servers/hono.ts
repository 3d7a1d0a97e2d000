import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { bridge } from './bridge.js'
import { endWithProcess } from './endWithProcess.js'

const app = new Hono()
app.get('/', (c) => c.text('The shop.'))
app.all('/api/onwire/*', (c) => bridge.fetch(c.req.raw))

const server = serve({ fetch: app.fetch, port: Number(process.env['PORT'] ?? 3000) })
endWithProcess(server, bridge)
