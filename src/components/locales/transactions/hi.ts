import { plural } from '../plural.js'
import type { TransactionMessages } from '../../transaction/transactionMessages.js'

const locale = 'hi'

/** Hindi. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'भेजा गया',
    included: { default: 'ब्लॉक में', current: 'ब्लॉक का इंतज़ार' },
    confirmed: { default: 'पुष्टि हुई', current: 'पुष्टियों का इंतज़ार' },
  },
  sent: 'यह ब्लॉक के इंतज़ार में है।',
  confirmations: (count, text) => plural(locale, count, text, { one: '{} पुष्टि', other: '{} पुष्टियाँ' }),
  reorganised: 'इसका ब्लॉक चेन से निकल गया। यह दूसरे ब्लॉक के इंतज़ार में है।',
  spedUp: (hash) => `तेज़ किया गया: ${hash} ने इसकी जगह ली।`,
  cancelled: (hash) => `${hash} से रद्द किया गया।`,
  replaced: (hash) => (hash ? `${hash} ने इसकी जगह ली।` : 'किसी दूसरे लेन-देन ने इसकी जगह ली।'),
  dropped: 'छोड़ा गया: नेटवर्क इसे भूल गया है। इसे फिर से भेजा जा सकता है।',
  reverted: 'विफल: इसने कुछ नहीं बदला, और इसका शुल्क लगा।',
}
