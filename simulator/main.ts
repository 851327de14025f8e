import { startFleet } from './fleet'
import { readFleetFile } from './fleet-file'

// A process of its own: `node --import tsx simulator/main.ts <fleet.json>`. Ends with its parent.
const path = process.argv[2]
if (!path) {
  console.error('Usage: node --import tsx simulator/main.ts <fleet.json>')
  process.exit(2)
}
const fleet = startFleet(readFleetFile(path))

let isStopping = false
async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  await fleet.stop()
  // Sockets get a moment to say goodbye.
  setTimeout(() => process.exit(0), 200)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
process.on('disconnect', stop)
