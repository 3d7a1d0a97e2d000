import type { TransactionMessages } from '../../transaction/transactionMessages.js'

/** Korean. */
export const transactionWords: TransactionMessages = {
  titles: {
    sent: '전송됨',
    included: { default: '블록에 포함됨', current: '블록 대기 중' },
    confirmed: { default: '확정됨', current: '컨펌 대기 중' },
  },
  sent: '블록에 포함되기를 기다리고 있습니다.',
  confirmations: (_count, text) => `컨펌 ${text}회`,
  reorganised: '포함됐던 블록이 체인에서 제외됐습니다. 다른 블록을 기다리고 있습니다.',
  spedUp: (hash) => `가속됨: ${hash} 거래로 대체되었습니다.`,
  cancelled: (hash) => `${hash} 거래로 취소되었습니다.`,
  replaced: (hash) => (hash ? `${hash} 거래로 대체되었습니다.` : '다른 거래로 대체되었습니다.'),
  dropped: '누락됨: 네트워크에 남아 있지 않습니다. 다시 보낼 수 있습니다.',
  reverted: '되돌려짐: 아무것도 변경되지 않았고 수수료만 지불되었습니다.',
}
