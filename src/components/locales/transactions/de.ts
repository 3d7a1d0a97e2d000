import { plural } from '../plural.js'
import type { TransactionMessages } from '../../transaction/transactionMessages.js'

const locale = 'de'

/** German. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'Gesendet',
    included: { default: 'In einem Block', current: 'Wartet auf einen Block' },
    confirmed: { default: 'Bestätigt', current: 'Wartet auf Bestätigungen' },
  },
  sent: 'Sie wartet auf einen Block.',
  confirmations: (count, text) => plural(locale, count, text, { one: '1 Bestätigung', other: '{} Bestätigungen' }),
  reorganised: 'Ihr Block hat die Chain verlassen. Sie wartet auf einen anderen.',
  spedUp: (hash) => `Beschleunigt: ${hash} trat an ihre Stelle.`,
  cancelled: (hash) => `Abgebrochen durch ${hash}.`,
  replaced: (hash) => (hash ? `Ersetzt durch ${hash}.` : 'Ersetzt durch eine andere Transaktion.'),
  dropped: 'Verworfen: Das Netzwerk hat sie vergessen. Sie kann noch einmal gesendet werden.',
  reverted: 'Rückgängig gemacht: Sie hat nichts geändert und ihre Gebühr gekostet.',
}
