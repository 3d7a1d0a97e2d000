import type { TransactionMessages } from '../../transaction/transactionMessages.js'

/** Simplified Chinese. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: '已发送',
    included: { default: '已进入区块', current: '等待进入区块' },
    confirmed: { default: '已确认', current: '等待确认' },
  },
  sent: '正在等待进入区块。',
  confirmations: (_count, text) => `${text} 次确认`,
  reorganised: '其所在区块已脱离主链，正在等待另一个区块。',
  spedUp: (hash) => `已加速：被 ${hash} 取代。`,
  cancelled: (hash) => `已被 ${hash} 取消。`,
  replaced: (hash) => (hash ? `已被 ${hash} 替换。` : '已被另一笔交易替换。'),
  dropped: '已丢弃：网络已不再保留它，可以重新发送。',
  reverted: '已回滚：没有任何改变，手续费已扣除。',
}
