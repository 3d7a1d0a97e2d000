import { plural } from '../plural.js'
import type { TransactionMessages } from '../../transaction/transactionMessages.js'

const locale = 'pt-BR'

/** Brazilian Portuguese. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'Enviada',
    included: { default: 'Em um bloco', current: 'Aguardando um bloco' },
    confirmed: { default: 'Confirmada', current: 'Aguardando confirmações' },
  },
  sent: 'Aguarda um bloco.',
  confirmations: (count, text) => plural(locale, count, text, { one: '{} confirmação', other: '{} confirmações' }),
  reorganised: 'O bloco dela saiu da rede. Ela aguarda outro.',
  spedUp: (hash) => `Acelerada: ${hash} tomou o lugar dela.`,
  cancelled: (hash) => `Cancelada por ${hash}.`,
  replaced: (hash) => (hash ? `Substituída por ${hash}.` : 'Substituída por outra transação.'),
  dropped: 'Descartada: a rede a esqueceu. Ela pode ser enviada de novo.',
  reverted: 'Revertida: não mudou nada e custou a taxa.',
}
