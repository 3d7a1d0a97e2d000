import type { TransactionMessages } from '../../transaction/transactionMessages.js'

/** Turkish. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'Gönderildi',
    included: { default: 'Bir blokta', current: 'Blok bekleniyor' },
    confirmed: { default: 'Onaylandı', current: 'Onaylar bekleniyor' },
  },
  sent: 'Bir bloğa alınmayı bekliyor.',
  confirmations: (_count, text) => `${text} onay`,
  reorganised: 'Bloğu zincirden çıktı. Başka bir blok bekliyor.',
  spedUp: (hash) => `Hızlandırıldı: yerini ${hash} aldı.`,
  cancelled: (hash) => `${hash} ile iptal edildi.`,
  replaced: (hash) => (hash ? `Yerini ${hash} aldı.` : 'Yerini başka bir işlem aldı.'),
  dropped: 'Düşürüldü: ağ onu unuttu. Yeniden gönderilebilir.',
  reverted: 'Geri alındı: hiçbir şeyi değiştirmedi, ücreti ödendi.',
}
