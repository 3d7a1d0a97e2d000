import { plural } from '../plural.js'
import type { TransactionMessages } from '../../transaction/transactionMessages.js'

const locale = 'ar'

/** Arabic. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'أُرسلت',
    included: { default: 'في كتلة', current: 'بانتظار كتلة' },
    confirmed: { default: 'مؤكدة', current: 'بانتظار التأكيدات' },
  },
  sent: 'تنتظر كتلة.',
  confirmations: (count, text) =>
    plural(locale, count, text, {
      zero: 'لا تأكيدات',
      one: 'تأكيد واحد',
      two: 'تأكيدان',
      few: '{} تأكيدات',
      many: '{} تأكيدًا',
      other: '{} تأكيد',
    }),
  reorganised: 'غادرت كتلتها السلسلة، وهي تنتظر كتلة أخرى.',
  spedUp: (hash) => `سُرّعت: حلّت \u2068${hash}\u2069 محلها.`,
  cancelled: (hash) => `ألغتها \u2068${hash}\u2069.`,
  replaced: (hash) => (hash ? `حلّت \u2068${hash}\u2069 محلها.` : 'حلّت معاملة أخرى محلها.'),
  dropped: 'أُسقطت: نسيتها الشبكة، ويمكن إرسالها من جديد.',
  reverted: 'فشل تنفيذها: لم تغيّر شيئًا، ودُفعت رسومها.',
}
