import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { serve as serveHono } from '@hono/node-server'
import express from 'express'
import { Hono } from 'hono'
import { type Bridge, toNodeHandler } from 'onwire/server'
import type { Site } from './buildPage.js'

/** Serves a page and its bridge on one origin, as README says. */
export type ServeBridge = (bridge: Bridge, site: Site, port: number) => Promise<Server>

const hostname = '127.0.0.1'

export const frameworks = {
  async Express(bridge, site, port) {
    const app = express()
    app.use('/api/onwire', toNodeHandler(bridge))
    app.use(express.json())
    app.get(/.*/, (request, response, next) => {
      const file = site(request.path)
      if (!file) return next()
      response.type(file.type).send(typeof file.body === 'string' ? file.body : Buffer.from(file.body))
    })
    const server = app.listen(port, hostname)
    await once(server, 'listening')
    return server
  },

  async Hono(bridge, site, port) {
    const app = new Hono()
    app.all('/api/onwire/*', (c) => bridge.fetch(c.req.raw))
    app.get('*', (c) => {
      const file = site(c.req.path)
      return file ? c.body(file.body, 200, { 'content-type': file.type }) : c.notFound()
    })
    const server = serveHono({ fetch: app.fetch, port, hostname })
    if (!server.listening) await once(server, 'listening')
    return server as Server
  },

  async 'node:http'(bridge, site, port) {
    const answer = toNodeHandler(bridge)
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://page')
      if (pathname.startsWith('/api/onwire/')) return answer(request, response)
      const file = site(pathname)
      response.writeHead(file ? 200 : 404, file && { 'content-type': file.type }).end(file?.body)
    })
    server.listen(port, hostname)
    await once(server, 'listening')
    return server
  },
} satisfies Record<string, ServeBridge>
