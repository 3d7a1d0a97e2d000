import { createServer } from 'node:http'
import { toNodeHandler } from 'onwire/server'
import { bridge } from './bridge.js'
import { endWithProcess } from './endWithProcess.js'

const server = createServer(toNodeHandler(bridge)).listen(Number(process.env['PORT'] ?? 3000))
endWithProcess(server, bridge)
