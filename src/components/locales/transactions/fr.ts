import { plural } from '../plural.js'
import type { TransactionMessages } from '../../transaction/transactionMessages.js'

const locale = 'fr'

/** French. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'Envoyée',
    included: { default: 'Dans un bloc', current: 'En attente d’un bloc' },
    confirmed: { default: 'Confirmée', current: 'En attente de confirmations' },
  },
  sent: 'Elle attend un bloc.',
  confirmations: (count, text) => plural(locale, count, text, { one: '{} confirmation', other: '{} confirmations' }),
  reorganised: 'Son bloc a quitté la chaîne. Elle en attend un autre.',
  spedUp: (hash) => `Accélérée : ${hash} a pris sa place.`,
  cancelled: (hash) => `Annulée par ${hash}.`,
  replaced: (hash) => (hash ? `Remplacée par ${hash}.` : 'Remplacée par une autre transaction.'),
  dropped: 'Abandonnée : le réseau l’a oubliée. Elle peut être renvoyée.',
  reverted: 'Échouée : elle n’a rien changé et a coûté ses frais.',
}
