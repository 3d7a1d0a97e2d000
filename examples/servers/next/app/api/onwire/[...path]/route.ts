import { bridge } from '../../../../bridge'

// Streams need a process that stays, and no answer is one of the build's.
export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

const answer = (request: Request): Promise<Response> => bridge.fetch(request)

export { answer as GET, answer as POST }
