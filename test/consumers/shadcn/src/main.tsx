import { createRoot } from 'react-dom/client'
import './index.css'
import { createOnwire } from 'onwire'
import { relay } from 'onwire/relay'
import { OnwireRoot } from '@/components/onwire-root'
import { TransferCard } from '@/components/transfer-card'
import { TransferList } from '@/components/transfer-list'
import { TransferToasts } from '@/components/transfer-toasts'

const query = new URLSearchParams(location.search)
const ids = query.getAll('request')
const service = { url: query.get('url') ?? '', apiUrl: query.get('apiUrl') ?? '' }
const client = createOnwire({ protocols: [relay(service)] })

createRoot(document.querySelector('#root')!).render(
  <OnwireRoot client={client}>
    <main className="mx-auto grid max-w-4xl items-start gap-6 p-8 md:grid-cols-2">
      {ids.slice(0, 1).map((requestId) => (
        <TransferCard key={requestId} requestId={requestId} />
      ))}
      <TransferList requestIds={ids} />
    </main>
    <TransferToasts requestIds={ids} />
  </OnwireRoot>,
)
