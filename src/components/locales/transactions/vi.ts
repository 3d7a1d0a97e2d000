import type { TransactionMessages } from '../../transaction/transactionMessages.js'

/** Vietnamese. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: 'Đã gửi',
    included: { default: 'Trong một khối', current: 'Đang chờ khối' },
    confirmed: { default: 'Đã xác nhận', current: 'Đang chờ xác nhận' },
  },
  sent: 'Đang chờ một khối.',
  confirmations: (_count, text) => `${text} xác nhận`,
  reorganised: 'Khối của nó đã rời khỏi chuỗi. Nó đang chờ khối khác.',
  spedUp: (hash) => `Đã tăng tốc: ${hash} đã thế chỗ nó.`,
  cancelled: (hash) => `Đã bị hủy bởi ${hash}.`,
  replaced: (hash) => (hash ? `Đã bị thay bằng ${hash}.` : 'Đã bị thay bằng một giao dịch khác.'),
  dropped: 'Đã bị loại: mạng đã quên nó. Có thể gửi lại.',
  reverted: 'Đã bị hoàn tác: nó không thay đổi gì và vẫn tốn phí.',
}
