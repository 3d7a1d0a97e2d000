import type { TransactionMessages } from '../../transaction/transactionMessages.js'

/** Indonesian. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'Terkirim',
    included: { default: 'Di dalam blok', current: 'Menunggu blok' },
    confirmed: { default: 'Terkonfirmasi', current: 'Menunggu konfirmasi' },
  },
  sent: 'Menunggu blok.',
  confirmations: (_count, text) => `${text} konfirmasi`,
  reorganised: 'Bloknya keluar dari chain. Menunggu blok lain.',
  spedUp: (hash) => `Dipercepat: ${hash} menggantikannya.`,
  cancelled: (hash) => `Dibatalkan oleh ${hash}.`,
  replaced: (hash) => (hash ? `Digantikan oleh ${hash}.` : 'Digantikan oleh transaksi lain.'),
  dropped: 'Terbuang: jaringan telah melupakannya. Dapat dikirim lagi.',
  reverted: 'Gagal dijalankan: tidak mengubah apa pun, tetapi biayanya terpakai.',
}
