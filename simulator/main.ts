import { startFleet } from './fleet'
import { readFleetFile } from './fleet-file'
import { openFleetMemory } from './memory'

// A process of its own: `node --import tsx simulator/main.ts <fleet.json> [<memory.json>]`. Ends with its parent.
const [path, memoryPath] = process.argv.slice(2)
if (!path) {
  console.error('Usage: node --import tsx simulator/main.ts <fleet.json> [<memory.json>]')
  process.exit(2)
}
const fleet = startFleet(readFleetFile(path), { memory: memoryPath ? openFleetMemory(memoryPath) : undefined })

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
