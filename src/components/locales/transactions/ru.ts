import { plural } from '../plural.js'
import type { TransactionMessages } from '../../transaction/transactionMessages.js'

const locale = 'ru'

/** Russian. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'Отправлена',
    included: { default: 'В блоке', current: 'Ожидает блока' },
    confirmed: { default: 'Подтверждена', current: 'Ожидает подтверждений' },
  },
  sent: 'Она ожидает блока.',
  confirmations: (count, text) =>
    plural(locale, count, text, {
      one: '{} подтверждение',
      few: '{} подтверждения',
      many: '{} подтверждений',
      other: '{} подтверждения',
    }),
  reorganised: 'Её блок покинул цепочку. Она ожидает другого.',
  spedUp: (hash) => `Ускорена: её место заняла ${hash}.`,
  cancelled: (hash) => `Отменена транзакцией ${hash}.`,
  replaced: (hash) => (hash ? `Заменена на ${hash}.` : 'Заменена другой транзакцией.'),
  dropped: 'Отброшена: сеть её забыла. Её можно отправить снова.',
  reverted: 'Отклонена: она ничего не изменила, но комиссия списана.',
}
