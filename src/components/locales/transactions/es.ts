import { plural } from '../plural.js'
import type { TransactionMessages } from '../../transaction/transactionMessages.js'

const locale = 'es'

/** Spanish. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'Enviada',
    included: { default: 'En un bloque', current: 'Esperando un bloque' },
    confirmed: { default: 'Confirmada', current: 'Esperando confirmaciones' },
  },
  sent: 'Espera un bloque.',
  confirmations: (count, text) => plural(locale, count, text, { one: '1 confirmación', other: '{} confirmaciones' }),
  reorganised: 'Su bloque ha salido de la cadena. Espera otro.',
  spedUp: (hash) => `Acelerada: ${hash} ocupó su lugar.`,
  cancelled: (hash) => `Cancelada por ${hash}.`,
  replaced: (hash) => (hash ? `Reemplazada por ${hash}.` : 'Reemplazada por otra transacción.'),
  dropped: 'Descartada: la red la ha olvidado. Se puede volver a enviar.',
  reverted: 'Revertida: no cambió nada y costó su comisión.',
}
