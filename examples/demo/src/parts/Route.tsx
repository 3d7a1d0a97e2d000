export interface RouteProps {
  readonly from: string | undefined
  readonly to: string | undefined
  /** In their place, where one isn't known. */
  readonly otherwise: string
}

/** From which chain to which. */
export function Route({ from, otherwise, to }: RouteProps) {
  if (from === undefined || to === undefined) return otherwise
  return (
    <>
      <bdi>{from}</bdi> <span className="arrow" aria-label="to" role="img" /> <bdi>{to}</bdi>
    </>
  )
}
