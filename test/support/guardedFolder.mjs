// @ts-check
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A folder of a server's own. However the calling process ends, those whose numbers stand in its `*.pid` end with it, and the folder goes.
 * @param {string} prefix
 */
export function createGuardedFolder(prefix) {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  const guard = spawn('sh', ['-c', script, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  return {
    folder,
    pid: guard.pid,
    async end() {
      guard.stdin.end()
      if (guard.exitCode === null && guard.signalCode === null) await once(guard, 'exit')
    },
  }
}

/** Reads a pipe that nobody writes to: it ends with whoever holds the other end, also where that was killed. */
const script = `
cat > /dev/null
for file in "$1"/*.pid; do [ -e "$file" ] && kill -KILL "$(cat "$file")"; done
rm -rf "$1" || { sleep 1; rm -rf "$1"; }
`
