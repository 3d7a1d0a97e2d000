import createFastify from 'fastify'
import { toNodeHandler } from 'onwire/server'
import { bridge } from './bridge.js'
import { endWithProcess } from './endWithProcess.js'

const app = createFastify()
app.get('/', async () => 'The shop.')

// In a plugin of its own, so that other routes keep their parsers: the signature of a webhook covers the bytes as sent.
app.register(async (routes) => {
  routes.removeAllContentTypeParsers()
  routes.addContentTypeParser('*', (_request, _payload, done) => done(null))
  routes.all('/api/onwire/*', toNodeHandler(bridge))
})

await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: process.env['HOST'] ?? '::' })
endWithProcess(app.server, bridge)
