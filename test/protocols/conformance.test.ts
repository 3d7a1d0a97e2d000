import { relay } from '../../src/protocols/relay/index.js'
import { describeProtocol } from './conformance.js'
import { readSample, update } from './relay/fixtures.js'
import { requestId, timedNews, untimedNews } from './relay/news.js'

// A new protocol adds a block.

describeProtocol('relay', () => ({
  protocol: relay(),
  topics: [
    { kind: 'status', requestId },
    { kind: 'status', requestId: '0x01' },
    { kind: 'status', requestId: '0x02' },
  ],
  twin: { kind: 'status', requestId: `0x${requestId.slice(2).toUpperCase()}` },
  badTopics: ['', '0x', '0xzz', 'ae08', ` ${requestId}`, `${requestId}&requestId=0x01`].map((id) => ({
    kind: 'status',
    requestId: id,
  })),
  frames: [readSample('ready'), readSample('subscribe-response'), readSample('unsubscribe-response'), update],
  timedNews,
  untimedNews,
  toTime: ({ updatedAt }) => updatedAt,
  toSubscribed(frames) {
    const ids = new Set<string>()
    for (const frame of frames) {
      const { filters, type } = JSON.parse(frame)
      if (type === 'subscribe') ids.add(filters.id)
      else ids.delete(filters.id)
    }
    return ids
  },
}))
