export const helpText = `Usage: onwire simulate [relay|fusion|covalent|webhook-relay|all] [options]

Starts a simulator of the service on this machine, WebSocket and REST on one port,
and prints its URLs. No account, no key. all starts every one, on successive ports.

Options:
  -p, --port N         port; 0 takes any free one (default: 4510 for relay, 4520 for fusion,
                       4530 for covalent, 4540 for webhook-relay, or the next free one)
      --host ADDRESS   address to listen on (default: 127.0.0.1, this machine only)
      --seed N         equal seeds give equal ids and hashes (default: 1)
      --scenario NAME  what plays that nobody started: relay's request ids, fusion's
                       intent ids, covalent's contracts and topics, webhook-relay's
                       buckets; none for nothing (default: happy-path; steady for
                       covalent and webhook-relay)
      --ready-delay N  milliseconds before a socket is told that it is ready; what a
                       client sends before is ignored (relay only; default: 0)
      --webhook-url URL  posts every status there, as Relay's webhooks (relay only)
      --webhook-key KEY  the API key that signs them (default: simulated-key)
  -h, --help           this text

Scenarios and switches while it runs: GET /__simulator/scenarios`
