export interface NoticeProps {
  readonly text: string
  readonly onDismiss?: () => void
}

/** What went wrong, and what to do. */
export function Notice({ onDismiss, text }: NoticeProps) {
  return (
    <div className="notice" role="alert">
      <p>{text}</p>
      {onDismiss && (
        <button type="button" className="button" onClick={onDismiss}>
          Dismiss
        </button>
      )}
    </div>
  )
}
