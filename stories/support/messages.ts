import type { PartialMessages } from 'onwire'

export const de: PartialMessages = {
  steps: 'Fortschritt',
  phases: {
    unknown: 'Noch nicht gefunden',
    waiting: 'Wartet auf Einzahlung',
    processing: 'In Arbeit',
    provisional: 'Gescheitert, Erstattung möglich',
    settled: 'Beendet',
  },
  outcomes: { success: 'Abgeschlossen', failure: 'Gescheitert', refund: 'Erstattet', cancelled: 'Abgebrochen' },
  states: {
    upcoming: 'Noch nicht begonnen',
    current: 'In Arbeit',
    complete: 'Erledigt',
    warning: 'Achtung',
    error: 'Gescheitert',
    skipped: 'Ausgelassen',
  },
  titles: {
    deposit: { default: 'Einzahlung', complete: 'Einzahlung erhalten' },
    fill: { default: 'Auszahlung', error: 'Auszahlung gescheitert', warning: 'Auszahlung gescheitert' },
    refund: { default: 'Erstattung', complete: 'Erstattet' },
  },
  connection: { live: 'Live', polling: 'Regelmäßige Abfrage', stale: 'Nicht aktuell', offline: 'Offline' },
  reconnect: 'Neu verbinden',
  transaction: (shortHash) => `Transaktion ${shortHash}`,
}

export const ar: PartialMessages = {
  steps: 'مراحل التنفيذ',
  phases: { processing: 'قيد التنفيذ', waiting: 'في انتظار الإيداع' },
  states: { complete: 'تم', current: 'قيد التنفيذ', upcoming: 'لم يبدأ' },
  titles: {
    deposit: { default: 'الإيداع', complete: 'تم استلام الإيداع' },
    fill: { default: 'التسليم', current: 'جارٍ التسليم' },
  },
  statuses: { submitted: 'أُرسلت المعاملة إلى الشبكة المستهدفة وهي بانتظار التأكيد.' },
  connection: { unreachable: 'الاتصال مرفوض أو متعذر', polling: 'استعلام دوري', stale: 'غير محدَّث' },
  reconnect: 'إعادة الاتصال',
  transaction: (shortHash) => `المعاملة ${shortHash}`,
}
