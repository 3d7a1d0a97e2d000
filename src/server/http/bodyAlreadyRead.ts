import { OnwireError } from '../../core/contract/errors.js'

/** Says why the raw bytes of a request are needed, and how each framework keeps them. */
export const bodyAlreadyRead: Readonly<Record<'what' | 'why' | 'remedy', string>> = {
  what: 'The raw body is gone: something read or parsed it before.',
  why: 'The signature is over the bytes as sent, and a parsed body written again is another text.',
  remedy:
    'Verify before any body parser, or let it keep the bytes: express.raw({ type: "*/*" }), express.json({ verify: (req, _res, bytes) => { req.rawBody = bytes } }), a Fastify content type parser, c.req.raw in Hono.',
}

export function toBodyAlreadyReadError(): OnwireError {
  return new OnwireError({ code: 'BODY_ALREADY_READ', ...bodyAlreadyRead })
}
