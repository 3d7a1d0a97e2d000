import { useState } from 'react'
import { toLogEventId, useLogFollowUps } from 'onwire/covalent'
import { useDemo } from '../model/DemoContext.js'
import { readTokens, toMetadataPath } from '../model/followUps.js'
import { readMetadata } from '../model/readMetadata.js'

/** The newest tokens that logs tell of, each by a call over the demo's bridge. A picture is loaded only where asked for. */
export function TokenList({ address, chainId }: { readonly address: string; readonly chainId: number }) {
  const [isOpen, setOpen] = useState(false)
  const [hasPictures, setPictures] = useState(false)
  return (
    <details className="log" data-testid="tokens" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Tokens, by name</summary>
      <p className="hint log-hint">
        Each transfer calls <code>nft_metadata</code> once, over this demo’s bridge: the key stays on its server.{' '}
        <label>
          <input type="checkbox" checked={hasPictures} onChange={() => setPictures(!hasPictures)} /> Show pictures
        </label>
      </p>
      {isOpen && <Tokens address={address} chainId={chainId} hasPictures={hasPictures} />}
    </details>
  )
}

interface TokensProps {
  readonly address: string
  readonly chainId: number
  readonly hasPictures: boolean
}

function Tokens({ address, chainId, hasPictures }: TokensProps) {
  const { call } = useDemo()
  const tokens = useLogFollowUps({
    chain: chainId,
    address,
    limit: 40,
    confirmations: 1,
    toKey(event) {
      const [token] = readTokens(event)
      return token === undefined ? undefined : toMetadataPath(chainId, event, token)
    },
    async call(event, signal) {
      const [token = ''] = readTokens(event)
      return readMetadata(await call('covalent', toMetadataPath(chainId, event, token), signal))
    },
  })
  return (
    <ul className="frames" aria-label="Tokens, newest first">
      {tokens.map(({ data, error, event, status }) => (
        <li key={toLogEventId(event)} data-status={status}>
          {hasPictures && data?.image && <img alt="" src={data.image} width={24} height={24} />}
          <bdi>{data?.name ?? error?.message ?? (status === 'waiting' ? 'Waiting for a block' : 'Asking …')}</bdi>
        </li>
      ))}
    </ul>
  )
}
