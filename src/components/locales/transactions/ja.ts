import type { TransactionMessages } from '../../transaction/transactionMessages.js'

/** Japanese. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: '送信済み',
    included: { default: 'ブロックに取り込み済み', current: 'ブロックを待っています' },
    confirmed: { default: '確認済み', current: '承認を待っています' },
  },
  sent: 'ブロックへの取り込みを待っています。',
  confirmations: (_count, text) => `${text} 承認`,
  reorganised: 'ブロックがチェーンから外れました。別のブロックを待っています。',
  spedUp: (hash) => `高速化されました：${hash} に置き換わりました。`,
  cancelled: (hash) => `${hash} によりキャンセルされました。`,
  replaced: (hash) => (hash ? `${hash} に置き換えられました。` : '別のトランザクションに置き換えられました。'),
  dropped: '破棄されました：ネットワークに残っていません。再送信できます。',
  reverted: 'リバートされました：何も変更されず、手数料だけがかかりました。',
}
