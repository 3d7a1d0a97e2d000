import express from 'express'
import { toNodeHandler } from 'onwire/server'
import { bridge } from './bridge.js'
import { endWithProcess } from './endWithProcess.js'

const app = express()
// Behind a proxy: its address is everybody's, and limits are a caller's.
app.set('trust proxy', process.env['TRUST_PROXY'] ?? false)
// Above the body parser: the signature of a webhook covers the bytes as they were sent.
app.use('/api/onwire', toNodeHandler(bridge))
app.use(express.json())
app.get('/', (_request, response) => void response.send('The shop.'))

endWithProcess(app.listen(Number(process.env['PORT'] ?? 3000)), bridge)
