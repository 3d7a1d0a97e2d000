import { useDemo } from '../model/DemoContext.js'
import { type ServiceId, serviceIds } from '../model/service.js'

/** The services, each at an address of its own. What goes on in one goes on while another is looked at. */
export function Tabs({ open }: { readonly open: ServiceId }) {
  const { services } = useDemo()
  return (
    <nav className="tabs" aria-label="Protocols">
      {serviceIds.map((id) => (
        <a key={id} href={`#/${id}`} aria-current={id === open ? 'page' : undefined}>
          {services[id].facts.title}
        </a>
      ))}
    </nav>
  )
}
